import type { ActName } from '#access/acts.js';
import type { Owner, StepClock } from '#problems/published/states.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';
import type { GoalEvents, RequirementEvents } from '../events.js';

export const GOAL_STATUSES = ['assigned', 'accepted', 'submitted', 'concluded'] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];

/** Of one unit that a requirement binds. A requirement as a whole is open until it is concluded. */
export const REQUIREMENT_STATUSES = ['issued', 'acknowledged', 'implemented', 'concluded'] as const;
export type RequirementStatus = (typeof REQUIREMENT_STATUSES)[number];

export interface StatusRow {
  readonly zh: string;
  readonly en: string;
  readonly owedBy: Owner;
  readonly clock?: StepClock;
  readonly settled: boolean;
}

const DUE_ON: StepClock = { date: 'dueOn' };

export const GOAL_STATUS_TABLE: Readonly<Record<GoalStatus, StatusRow>> = {
  assigned: {
    zh: '待认领',
    en: 'Waiting to be accepted',
    owedBy: 'unit',
    clock: { days: 'acceptDays' },
    settled: false,
  },
  accepted: { zh: '推进中', en: 'Being pursued', owedBy: 'unit', clock: DUE_ON, settled: false },
  submitted: {
    zh: '待认定',
    en: 'Waiting for a finding',
    owedBy: 'office',
    clock: { days: 'verifyDays' },
    settled: false,
  },
  concluded: { zh: '已认定', en: 'Concluded', owedBy: 'nobody', settled: true },
};

export const REQUIREMENT_STATUS_TABLE: Readonly<Record<RequirementStatus, StatusRow>> = {
  issued: {
    zh: '待认领',
    en: 'Waiting to be acknowledged',
    owedBy: 'unit',
    clock: { days: 'acceptDays' },
    settled: false,
  },
  acknowledged: { zh: '落实中', en: 'Being implemented', owedBy: 'unit', clock: DUE_ON, settled: false },
  implemented: { zh: '待办结', en: 'Waiting to be concluded', owedBy: 'office', settled: false },
  concluded: { zh: '已办结', en: 'Concluded', owedBy: 'nobody', settled: true },
};

export interface GoalActRow {
  readonly from: readonly GoalStatus[];
  readonly event: keyof GoalEvents;
  /** Absent: the act changes no state. */
  readonly to?: GoalStatus;
  /** A step back that the office demanded: yellow until the next step forward. */
  readonly returns?: true;
}

export const GOAL_ACTS = {
  'accept-goal': { from: ['assigned'], event: 'GoalAccepted', to: 'accepted' },
  'report-goal-progress': { from: ['accepted'], event: 'GoalProgressed' },
  'submit-goal-result': { from: ['accepted'], event: 'GoalResultSubmitted', to: 'submitted' },
  'return-goal-result': { from: ['submitted'], event: 'GoalResultReturned', to: 'accepted', returns: true },
  'conclude-goal': { from: ['submitted'], event: 'GoalConcluded', to: 'concluded' },
} as const satisfies Readonly<Partial<Record<ActName, GoalActRow>>>;
export type GoalAct = keyof typeof GOAL_ACTS;

export const GOAL_ACT_NAMES = Object.keys(GOAL_ACTS) as GoalAct[];
export const goalActRow = (act: GoalAct): GoalActRow => GOAL_ACTS[act];

export interface RequirementActRow {
  readonly from: readonly RequirementStatus[];
  readonly event: keyof RequirementEvents;
  readonly to: RequirementStatus;
}

/** The first two for each unit; the last one for all together, once every unit has implemented. */
export const REQUIREMENT_ACTS = {
  'acknowledge-requirement': { from: ['issued'], event: 'RequirementAcknowledged', to: 'acknowledged' },
  'implement-requirement': { from: ['acknowledged'], event: 'RequirementImplemented', to: 'implemented' },
  'conclude-requirement': { from: ['implemented'], event: 'RequirementConcluded', to: 'concluded' },
} as const satisfies Readonly<Partial<Record<ActName, RequirementActRow>>>;
export type RequirementAct = keyof typeof REQUIREMENT_ACTS;

export const REQUIREMENT_ACT_NAMES = Object.keys(REQUIREMENT_ACTS) as RequirementAct[];

export type GoalStatusEvent = keyof GoalEvents | keyof Pick<ReportEvents, 'GoalAssigned'>;
export type RequirementStatusEvent = keyof RequirementEvents | keyof Pick<ReviewEvents, 'RequirementIssued'>;

const GOAL_TO: ReadonlyMap<string, GoalStatus | undefined> = new Map(
  GOAL_ACT_NAMES.map((act) => [GOAL_ACTS[act].event, goalActRow(act).to]),
);
const REQUIREMENT_TO: ReadonlyMap<string, RequirementStatus> = new Map(
  REQUIREMENT_ACT_NAMES.map((act) => [REQUIREMENT_ACTS[act].event, REQUIREMENT_ACTS[act].to]),
);

/** The status after an event; the assignment stands in another stream and never takes a goal back. */
export const goalStatusAfter = (status: GoalStatus | undefined, type: GoalStatusEvent): GoalStatus =>
  GOAL_TO.get(type) ?? status ?? 'assigned';

/** The status of one unit after an event that concerns it: its own, or the conclusion for all. */
export const requirementStatusAfter = (
  status: RequirementStatus | undefined,
  type: RequirementStatusEvent,
): RequirementStatus => REQUIREMENT_TO.get(type) ?? status ?? 'issued';

/** Whether an event is a step in a goal's life; other facts may tell of an earlier day. */
export const changesGoal = (type: GoalStatusEvent): boolean => GOAL_TO.get(type) !== undefined;
