import { ApiProperty } from '@nestjs/swagger';
import { Code, Day, ItemKey, Line, OneOf, Whole } from '#platform/http/fields.js';
import { PageQuery, ReadQuery } from '#platform/http/read-query.js';
import { LIGHTS } from '#problems/published/lights.js';
import type { Light } from '#problems/published/lights.js';
import { OWNERS } from '#problems/published/states.js';
import type { Owner } from '#problems/published/states.js';
import type { GoalFilter } from './projections/goals/goal.query.js';
import type { RequirementFilter } from './projections/requirements/requirement.query.js';
import { GOAL_STATUSES, REQUIREMENT_STATUSES } from './published/states.js';
import type { GoalStatus, RequirementStatus } from './published/states.js';

export class GoalPath {
  @ItemKey({ example: '2023-目标-03-01' })
  readonly goal: string;
}

export class RequirementPath {
  @ItemKey({ example: '2023-要求-01' })
  readonly requirement: string;
}

/** Nothing but `after`. */
export class OneQuery extends ReadQuery {}

export class GoalPageQuery extends PageQuery implements GoalFilter {
  @Code({ optional: true })
  readonly branch?: string;

  @OneOf(GOAL_STATUSES, { each: true, example: 'accepted', optional: true })
  readonly status?: readonly GoalStatus[];

  @OneOf(LIGHTS, { each: true, example: 'red', optional: true })
  readonly light?: readonly Light[];

  @Whole({ min: 2000, max: 2100, example: 2023, optional: true })
  readonly raisedIn?: number;

  /** Whoever has to take the next step. */
  @OneOf(OWNERS, { example: 'unit', optional: true })
  readonly whoOwes?: Owner;

  /** The former name of `whoOwes`. */
  @OneOf(OWNERS, { example: 'unit', optional: true })
  @ApiProperty({ deprecated: true })
  readonly owes?: Owner;

  @Day({ example: '2024-03-01', optional: true })
  readonly dueFrom?: string;

  @Day({ example: '2024-11-30', optional: true })
  readonly dueTo?: string;

  /** Words of the goal, its measure or its number, parted by spaces; each must be there. */
  @Line({ max: 100, example: '发展 党员', optional: true })
  readonly text?: string;
}

export class RequirementPageQuery extends PageQuery implements RequirementFilter {
  @Whole({ min: 2000, max: 2100, example: 2023, optional: true })
  readonly raisedIn?: number;

  /** Requirements that bind this unit, with its part alone. */
  @Code({ optional: true })
  readonly unit?: string;

  @OneOf(REQUIREMENT_STATUSES, { each: true, example: 'issued', optional: true })
  readonly status?: readonly RequirementStatus[];

  @OneOf(LIGHTS, { each: true, example: 'red', optional: true })
  readonly light?: readonly Light[];

  /** Whoever has to take the next step for one of the units in question. */
  @OneOf(OWNERS, { example: 'unit', optional: true })
  readonly whoOwes?: Owner;
}
