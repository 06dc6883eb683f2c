import { Code, Day, Flag, Line, OneOf, Whole } from '#platform/http/fields.js';
import { PageQuery } from '#platform/http/read-query.js';
import { MEASURE_KINDS, SOURCES } from '#problems/events.js';
import type { MeasureKind, Source } from '#problems/events.js';
import { LIGHTS } from '#problems/published/lights.js';
import type { Light } from '#problems/published/lights.js';
import { OWNERS, PROBLEM_STATUSES } from '#problems/published/states.js';
import type { Owner, ProblemStatus } from '#problems/published/states.js';
import type { ListFilter } from './published/list-source.js';

const FORMATS = ['json', 'csv'] as const;

/** The ledger's filters. Goals are left out by those that only a problem has. */
export class ListQuery extends PageQuery implements ListFilter {
  /** A page as JSON, or the whole list as CSV, which is logged. */
  @OneOf(FORMATS, { example: 'csv', optional: true })
  readonly format: (typeof FORMATS)[number] = 'json';

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

  @Code({ optional: true })
  readonly leadUnit?: string;

  @OneOf(OWNERS, { example: 'office', optional: true })
  readonly whoOwes?: Owner;

  /** A measure of one of these kinds binds. */
  @OneOf(MEASURE_KINDS, { each: true, example: 'standing', optional: true })
  readonly kind?: readonly MeasureKind[];

  @Flag({ example: true, optional: true })
  readonly common?: boolean;

  @Flag({ example: true, optional: true })
  readonly recurrence?: boolean;

  @Day({ example: '2024-03-01', optional: true })
  readonly dueFrom?: string;

  @Day({ example: '2024-06-30', optional: true })
  readonly dueTo?: string;

  @Line({ max: 100, example: '党费 整改', optional: true })
  readonly text?: string;
}

/** What was asked of the list, without the page. */
export const filterOf = (query: ListQuery): ListFilter => {
  const { after: _after, limit: _limit, cursor: _cursor, format: _format, ...filter } = query;
  return filter;
};
