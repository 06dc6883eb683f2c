import { ACTS } from '#access/acts.js';
import { answeringGrants } from '#access/inheritance.js';
import type { Principal } from '#platform/auth/principal.js';
import type { Messages } from '#platform/http/messages.js';
import type { ClockBasis, ClockDay } from '#problems/published/clock-day.js';
import { lightView } from '#problems/published/light-view.js';
import type { InBoth, LightView } from '#problems/published/light-view.js';
import { LIGHTS } from '#problems/published/lights.js';
import type { Light } from '#problems/published/lights.js';
import type { Owner } from '#problems/published/states.js';
import type { GoalCount } from './projections/goals/goal.query.js';
import type { GoalRow } from './projections/goals/goal-row.js';
import { goalDueOf, goalLightOf } from './published/clock.js';
import { possibleGoalActions } from './published/pursuit-actions.js';
import type { PossiblePursuit } from './published/pursuit-actions.js';
import { GOAL_STATUS_TABLE, GOAL_STATUSES } from './published/states.js';
import type { GoalStatus } from './published/states.js';

/** A row whose assignment has been seen. */
export type ToldGoal = GoalRow & { readonly status: GoalStatus; readonly since: string; readonly branch: string };

export const isToldGoal = (row: GoalRow): row is ToldGoal =>
  row.status !== null && row.since !== null && row.branch !== null;

type AsStored = Pick<
  GoalRow,
  | 'id'
  | 'no'
  | 'heir'
  | 'statement'
  | 'level'
  | 'measure'
  | 'assignedOn'
  | 'returned'
  | 'submittedOn'
  | 'outcome'
  | 'concludedOn'
>;

export interface GoalSummary extends AsStored {
  readonly raisedIn: number | null;
  readonly branch: string;
  readonly status: InBoth & { readonly code: GoalStatus };
  readonly since: string;
  readonly whoOwes: { readonly by: Owner; readonly unit: string | null };
  /** Of the next step; null where it has no date. */
  readonly dueOn: string | null;
  /** Of the goal itself. */
  readonly goalDueOn: string | null;
  readonly light: LightView;
}

/** Field by field: a row holds more than a reader may see. */
export const goalSummary = (row: ToldGoal, { today, policy, calendar }: ClockDay): GoalSummary => {
  const { zh, en } = GOAL_STATUS_TABLE[row.status];
  const { owedBy, dueOn } = goalDueOf(row, policy, calendar);
  const { returned } = row;
  return {
    id: row.id,
    no: row.no,
    raisedIn: row.year,
    branch: row.branch,
    heir: row.heir,
    statement: row.statement,
    level: row.level,
    measure: row.measure,
    assignedOn: row.assignedOn,
    status: { code: row.status, zh, en },
    since: row.since,
    whoOwes: { by: owedBy, unit: owedBy === 'unit' ? (row.heir ?? row.branch) : null },
    dueOn: dueOn ?? null,
    goalDueOn: row.dueOn,
    light: lightView(goalLightOf(row, today, policy, calendar), { dueOn, returned, nextStepOn: null }),
    returned,
    submittedOn: row.submittedOn,
    outcome: row.outcome,
    concludedOn: row.concludedOn,
  };
};

/** Something the viewer's roles may do next, or why not. */
export interface ActionView<Act> extends InBoth {
  readonly act: Act;
  readonly allowed: boolean;
  readonly reason: (InBoth & { readonly code: string }) | null;
}

export const actionViews = <Act extends keyof typeof ACTS>(
  actions: readonly PossiblePursuit<Act>[],
  messages: Messages,
  params: Readonly<Record<string, string>> = {},
): readonly ActionView<Act>[] =>
  actions.map(({ act, allowed, reason: code }) => {
    const text = (language: 'zh' | 'en'): string => messages.text(code ?? '', language, params);
    const reason = code === undefined ? null : { code, zh: text('zh'), en: text('en') };
    return { act, zh: ACTS[act].zh, en: ACTS[act].en, allowed, reason };
  });

export interface GoalView
  extends GoalSummary, Pick<GoalRow, 'length' | 'comment' | 'takenOver' | 'acceptedOn' | 'progress'> {
  readonly results: GoalRow['results'];
  readonly finding: string | null;
  readonly lightsOf: ClockBasis;
  readonly actions: readonly ActionView<string>[];
}

/** The whole goal, with what the viewer could do next. */
export const goalView = (row: ToldGoal, clock: ClockDay, viewer: Principal, messages: Messages): GoalView => ({
  ...goalSummary(row, clock),
  length: row.length,
  comment: row.comment,
  takenOver: row.takenOver,
  acceptedOn: row.acceptedOn,
  progress: row.progress,
  results: row.results,
  finding: row.finding,
  lightsOf: clock.basis,
  actions: actionViews(
    possibleGoalActions(
      { status: row.status, branch: row.branch, heir: row.heir, ...row.separation },
      { ...viewer, grants: answeringGrants(viewer) },
    ),
    messages,
  ),
});

export interface GoalCounts {
  readonly byStatus: Readonly<Record<GoalStatus, number>>;
  readonly byLight: Readonly<Record<Light, number>>;
}

/** Every status and light is named, in their order, also where there is none. */
export const goalCounts = (counts: readonly GoalCount[]): GoalCounts => {
  const each = <Name extends string>(names: readonly Name[], of: (count: GoalCount) => Name): Record<Name, number> =>
    // One for each name.
    Object.fromEntries(
      names.map((name) => [name, counts.filter((each) => of(each) === name).reduce((n, { count }) => n + count, 0)]),
    ) as Record<Name, number>;
  return { byStatus: each(GOAL_STATUSES, ({ status }) => status), byLight: each(LIGHTS, ({ light }) => light) };
};
