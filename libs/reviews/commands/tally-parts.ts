import { Line, OneOf, Parts, Whole } from '#platform/http/fields.js';
import type { GroupTally, ItemTally, RosterGroup } from '../events.js';
import { ROSTER_GROUPS } from '../events.js';

const Count = (example: number): PropertyDecorator => Whole({ min: 0, max: 10_000, example });

/** 好 · 较好 · 一般 · 差 · 不评 for one item; together returned − invalid. */
export class ItemTallyPart implements ItemTally {
  @Line({ max: 100, example: '履行第一责任人职责' })
  readonly item: string;

  @Count(20)
  readonly good: number;

  @Count(8)
  readonly fairlyGood: number;

  @Count(2)
  readonly fair: number;

  @Count(0)
  readonly poor: number;

  /** Blank or recused. */
  @Count(1)
  readonly abstained: number;
}

/** Rater groups that were counted together. */
export class GroupTallyPart implements GroupTally {
  @OneOf(ROSTER_GROUPS, { each: true, example: 'branch-secretaries' })
  readonly groups: RosterGroup[];

  @Count(34)
  readonly entitledPresent: number;

  @Count(33)
  readonly issued: number;

  @Count(32)
  readonly returned: number;

  @Count(1)
  readonly invalid: number;

  @Parts(() => ItemTallyPart, { min: 1, max: 50 })
  readonly items: ItemTallyPart[];
}
