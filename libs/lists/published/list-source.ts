import type { Principal } from '#platform/auth/principal.js';
import type { Level } from '#access/levels.js';
import type { MeasureKind, Source } from '#problems/events.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import type { InBoth, LightView } from '#problems/published/light-view.js';
import type { Light } from '#problems/published/lights.js';
import type { Bulletin, Owner, ProblemStatus } from '#problems/published/states.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';

/** The ledger's filters, for all three lists; what is left out is not filtered by. */
export interface ListFilter {
  readonly branch?: string;
  readonly status?: readonly ProblemStatus[];
  readonly light?: readonly Light[];
  readonly raisedIn?: number;
  readonly source?: readonly Source[];
  readonly category?: string;
  readonly leadUnit?: string;
  /** A measure of one of these kinds binds. */
  readonly kind?: readonly MeasureKind[];
  readonly whoOwes?: Owner;
  readonly common?: boolean;
  readonly recurrence?: boolean;
  readonly dueFrom?: LocalDate;
  readonly dueTo?: LocalDate;
  readonly text?: string;
}

/** The place of an item in the order of branch codes and numbers. */
export interface ItemPlace {
  readonly branch: string;
  readonly no: string;
}

export interface ListRequest {
  /** Whoever looks: an item that is not seen is in no list. */
  readonly viewer: Pick<Principal, 'grants' | 'inheritances'>;
  readonly filter: ListFilter;
  readonly clock: ClockDay;
  /** Exclusive. */
  readonly after?: ItemPlace;
  readonly limit: number;
}

/** A line of the 问题清单. */
export interface ProblemLine extends ItemPlace {
  readonly id: string;
  readonly raisedIn: number | null;
  readonly source: Source | null;
  readonly category: string | null;
  readonly statement: string | null;
  readonly level: Level;
  readonly lead: LeadUnit;
  readonly status: InBoth & { readonly code: ProblemStatus };
  readonly bulletin: InBoth & { readonly code: Bulletin };
  readonly whoOwes: { readonly by: Owner; readonly unit: LeadUnit | null };
  /** Of the next step; null where it has no date. */
  readonly dueOn: LocalDate | null;
  /** Of the rectification as a whole. */
  readonly rectificationDueOn: LocalDate | null;
  readonly light: LightView;
  /** 催办 by hand: how many, and the day of the last. */
  readonly reminders: number;
  readonly remindedOn: LocalDate | null;
}

/** A line of the 任务清单 and of the 责任清单: a measure of a plan, or a dated goal. */
export interface Task extends ItemPlace {
  readonly kind: 'measure' | 'goal';
  /** Id of the problem or goal. */
  readonly item: string;
  /** Of the measure in its plan; null for a goal. */
  readonly measure: number | null;
  readonly measureKind: MeasureKind | null;
  readonly words: string;
  /** Of the problem or goal. */
  readonly level: Level;
  /** What will show that it is done. */
  readonly expected: string;
  /** Who answers for it. */
  readonly unit: LeadUnit;
  readonly supportingUnits: readonly LeadUnit[];
  /** A post, never a person; null for a goal, for which the branch secretary answers. */
  readonly post: string | null;
  readonly dueOn: LocalDate | null;
  readonly done: boolean;
  /** Day of which the latest progress tells. */
  readonly progressedOn: LocalDate | null;
  /** Of the problem or goal. */
  readonly status: InBoth & { readonly code: string };
  readonly light: LightView;
}

/** The tasks of one item. */
export interface ItemTasks extends ItemPlace {
  readonly tasks: readonly Task[];
}

/** Gives the lines of the problem list, `limit` and one more, in the order of their places. */
export abstract class ProblemListSource {
  abstract problems(request: ListRequest): Promise<readonly ProblemLine[]>;
}

/** Gives the items of one context that have tasks, `limit` and one more, in the order of their places. */
export abstract class TaskSource {
  abstract items(request: ListRequest): Promise<readonly ItemTasks[]>;
}
