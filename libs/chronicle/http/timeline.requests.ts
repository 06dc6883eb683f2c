import { Code, Day, Flag, ItemKey, Line, OneOf, Whole } from '#platform/http/fields.js';
import { PageQuery, ReadQuery } from '#platform/http/read-query.js';
import { ENTRY_KINDS, type EntryKind } from '../domain/entries/entry-rule.js';

export class BranchPath {
  @Code()
  readonly code: string;
}

export class YearPath {
  @Whole({ min: 2000, max: 2100, example: 2024 })
  readonly year: number;
}

export class BranchYearPath extends YearPath {
  @Code()
  readonly code: string;
}

const DIRECTIONS = ['newest-first', 'oldest-first'] as const;

export class TimelinePageQuery extends PageQuery {
  @OneOf(DIRECTIONS, { example: 'oldest-first', optional: true })
  readonly direction: (typeof DIRECTIONS)[number] = 'newest-first';

  /** Cycle: after the meeting of the review before, to the end of the meeting of this year's review. */
  @Whole({ min: 2000, max: 2100, example: 2024, optional: true })
  readonly year?: number;

  @OneOf(ENTRY_KINDS, { each: true, example: 'problem', optional: true })
  readonly kind?: readonly EntryKind[];

  @ItemKey({ optional: true })
  readonly item?: string;

  @Line({ max: 100, example: '党费 整改', optional: true })
  readonly text?: string;

  /** 作废: shows what was voided too. */
  @Flag({ example: true, optional: true })
  readonly voided: boolean = false;

  @Day({ optional: true })
  readonly from?: string;

  @Day({ example: '2024-12-31', optional: true })
  readonly to?: string;
}

export class SheetQuery extends ReadQuery {
  /** Names the events behind each figure. */
  @Flag({ example: true, optional: true })
  readonly explain: boolean = false;
}

export class SheetsQuery extends PageQuery {
  @Flag({ example: true, optional: true })
  readonly explain: boolean = false;
}
