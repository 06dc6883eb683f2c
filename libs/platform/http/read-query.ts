import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { Line, Whole } from './fields.js';
import { ReadAfter } from './read-after.js';
import { READS } from './reads-metadata.js';

/**
 * The read models that a route answers from. `?after=POSITION` waits, up to 5 s, until all of them have that place of
 * the log, else 503 `read-model-behind`. The answer's `Read-Position` says how far they were.
 */
export const Reads = (...models: readonly string[]): MethodDecorator =>
  applyDecorators(SetMetadata(READS, models), UseInterceptors(ReadAfter));

/** Query of a read. */
export class ReadQuery {
  /** `Log-Position` of a command whose effect must be in the answer. */
  @Line({ max: 64, example: '128', pattern: /^[0-9A-Za-z/:._-]+$/, optional: true })
  readonly after?: string;
}

/** Query of a list, read in pages: `cursor` is `next` of the page before. */
export class PageQuery extends ReadQuery {
  @Whole({ min: 1, max: 200, example: 50, optional: true })
  readonly limit: number = 50;

  @Line({ max: 1_000, example: 'WyIwMyIsMTJd', pattern: /^[0-9A-Za-z_-]+$/, personal: true, optional: true })
  readonly cursor?: string;
}
