import { ApiProperty } from '@nestjs/swagger';
import { Code, Day, Flag, ItemKey, Line, OneOf, Whole } from '#platform/http/fields.js';
import { PageQuery, ReadQuery } from '#platform/http/read-query.js';
import { MEASURE_KINDS, SOURCES } from './events.js';
import type { MeasureKind, Source } from './events.js';
import type { LedgerFilter } from './projections/ledger/ledger-filter.js';
import { LIGHTS } from './published/lights.js';
import type { Light } from './published/lights.js';
import { OWNERS, PROBLEM_STATUSES } from './published/states.js';
import type { Owner, ProblemStatus } from './published/states.js';

export class ProblemPath {
  @ItemKey()
  readonly problem: string;
}

/** Nothing but `after`. */
export class ProblemQuery extends ReadQuery {}

const SORTS = ['no', 'dueOn'] as const;

export class LedgerPageQuery extends PageQuery implements LedgerFilter {
  /** The branch that was told. */
  @Code({ optional: true })
  readonly branch?: string;

  @OneOf(PROBLEM_STATUSES, { each: true, example: 'in-progress', optional: true })
  readonly status?: readonly ProblemStatus[];

  @OneOf(LIGHTS, { each: true, example: 'red', optional: true })
  readonly light?: readonly Light[];

  @Whole({ min: 2000, max: 2100, example: 2023, optional: true })
  readonly raisedIn?: number;

  @OneOf(SOURCES, { each: true, example: 'review', optional: true })
  readonly source?: readonly Source[];

  @Line({ max: 60, example: '党费', optional: true })
  readonly category?: string;

  /** Branch, department or committee that leads the rectification. */
  @Code({ optional: true })
  readonly leadUnit?: string;

  /** 立行立改, 限期整改, 长期坚持: a measure of one of these kinds binds. */
  @OneOf(MEASURE_KINDS, { each: true, example: 'standing', optional: true })
  readonly kind?: readonly MeasureKind[];

  /** Whoever has to take the next step. */
  @OneOf(OWNERS, { example: 'office', optional: true })
  readonly whoOwes?: Owner;

  /** The former name of `whoOwes`. */
  @OneOf(OWNERS, { example: 'office', optional: true })
  @ApiProperty({ deprecated: true })
  readonly owes?: Owner;

  /** 共性问题 only, or all others. */
  @Flag({ example: true, optional: true })
  readonly common?: boolean;

  /** Only what was pointed out before, or all others. */
  @Flag({ example: true, optional: true })
  readonly recurrence?: boolean;

  /** Due on this day or later. */
  @Day({ example: '2024-03-01', optional: true })
  readonly dueFrom?: string;

  @Day({ example: '2024-06-30', optional: true })
  readonly dueTo?: string;

  /** Words of the statement or the number, parted by spaces; each must be there. */
  @Line({ max: 100, example: '党费 整改', optional: true })
  readonly text?: string;

  /** By branch code and number, or by the date of the next step. */
  @OneOf(SORTS, { example: 'dueOn', optional: true })
  readonly sort: (typeof SORTS)[number] = 'no';
}
