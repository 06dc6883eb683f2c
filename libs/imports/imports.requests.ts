import { Flag, Id, Line, Whole } from '#platform/http/fields.js';

export class ImportQuery {
  /** Checks everything and records nothing. */
  @Flag({ example: true, optional: true })
  readonly dryRun: boolean = false;

  /** Which sheet a text file is; needed for text/csv. */
  @Line({ max: 20, example: 'problems', optional: true })
  readonly kind?: string;
}

export class ImportPath {
  @Id()
  readonly import: string;
}

export class TemplatePath {
  @Line({ max: 20, example: 'problems.csv', pattern: /^[a-z]+\.csv$/ })
  readonly file: string;
}

export class ErrorsQuery {
  @Whole({ min: 1, max: 500, example: 100, optional: true })
  readonly limit: number = 100;

  @Line({ max: 100, example: 'WzEwMF0', pattern: /^[0-9A-Za-z_-]+$/, optional: true })
  readonly cursor?: string;
}
