import type { ActName } from '#access/acts.js';
import type { ReviewEvents, ReportEvents } from '#reviews/events.js';
import type { PolicyValues } from '#policy/events.js';
import type { ProblemEvents } from '../events.js';

/** The life of a problem, in the order of its steps. */
export const PROBLEM_STATUSES = [
  'flagged',
  'listed',
  'dispatched',
  'acknowledged',
  'planned',
  'in-progress',
  'submitted',
  'verified',
  'standing',
  'closed',
  'withdrawn',
  'merged',
] as const;
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];

/** Who has to take the next step. `unit`: the lead unit. */
export const OWNERS = ['office', 'office-head', 'committee-member', 'chair', 'unit', 'nobody'] as const;
export type Owner = (typeof OWNERS)[number];

export const BULLETIN_WORDS = {
  done: { zh: '已完成', en: 'Done' },
  'largely-done': { zh: '基本完成', en: 'Largely done' },
  'under-way': { zh: '正在推进', en: 'Under way' },
  'not-started': { zh: '未启动', en: 'Not started' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
  merged: { zh: '已并入', en: 'Merged' },
} as const;
export type Bulletin = keyof typeof BULLETIN_WORDS;

/** `settled` is always grey; `standing` has no date, so it is never late. */
export type LightGroup = 'running' | 'standing' | 'settled';

export type StepDays = Extract<
  keyof PolicyValues,
  'approveListDays' | 'dispatchDays' | 'acknowledgeDays' | 'approvePlanDays' | 'verifyDays' | 'closeDays' | 'acceptDays'
>;

/** When the next step is due: working days after the status was entered, or a date given to this very problem. */
export type StepClock = { readonly days: StepDays } | { readonly date: 'planDueOn' | 'dueOn' };

export interface StatusRow {
  readonly zh: string;
  readonly en: string;
  readonly owedBy: Owner;
  readonly clock?: StepClock;
  readonly bulletin: Bulletin;
  readonly lights: LightGroup;
}

/** The state table: deciders, read models, possible next actions, documentation and tests all go by it. */
export const STATUS_TABLE: Readonly<Record<ProblemStatus, StatusRow>> = {
  flagged: {
    zh: '待审定',
    en: 'Waiting for the list to be approved',
    owedBy: 'chair',
    clock: { days: 'approveListDays' },
    bulletin: 'not-started',
    lights: 'running',
  },
  listed: {
    zh: '待交办',
    en: 'Waiting for dispatch',
    owedBy: 'office-head',
    clock: { days: 'dispatchDays' },
    bulletin: 'not-started',
    lights: 'running',
  },
  dispatched: {
    zh: '待签收',
    en: 'Waiting for acknowledgement',
    owedBy: 'unit',
    clock: { days: 'acknowledgeDays' },
    bulletin: 'not-started',
    lights: 'running',
  },
  acknowledged: {
    zh: '待制定方案',
    en: 'Waiting for a plan',
    owedBy: 'unit',
    clock: { date: 'planDueOn' },
    bulletin: 'not-started',
    lights: 'running',
  },
  planned: {
    zh: '待审方案',
    en: 'Plan waiting for approval',
    owedBy: 'office-head',
    clock: { days: 'approvePlanDays' },
    bulletin: 'under-way',
    lights: 'running',
  },
  'in-progress': {
    zh: '整改中',
    en: 'Being rectified',
    owedBy: 'unit',
    clock: { date: 'dueOn' },
    bulletin: 'under-way',
    lights: 'running',
  },
  submitted: {
    zh: '待核验',
    en: 'Waiting for verification',
    owedBy: 'office',
    clock: { days: 'verifyDays' },
    bulletin: 'largely-done',
    lights: 'running',
  },
  verified: {
    zh: '待销号',
    en: 'Waiting to be closed',
    owedBy: 'office-head',
    clock: { days: 'closeDays' },
    bulletin: 'largely-done',
    lights: 'running',
  },
  standing: {
    zh: '已完成并长期坚持',
    en: 'Done and kept up',
    owedBy: 'unit',
    bulletin: 'done',
    lights: 'standing',
  },
  closed: { zh: '已销号', en: 'Closed', owedBy: 'nobody', bulletin: 'done', lights: 'settled' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn', owedBy: 'nobody', bulletin: 'withdrawn', lights: 'settled' },
  /** Into another, before the list: no problem of its own, in no count. */
  merged: { zh: '已并入', en: 'Merged into another', owedBy: 'nobody', bulletin: 'merged', lights: 'settled' },
};

/** Nothing is owed any more. */
export const SETTLED = PROBLEM_STATUSES.filter((status) => STATUS_TABLE[status].lights === 'settled');

const OPEN = PROBLEM_STATUSES.filter((status) => !SETTLED.includes(status));

export interface ActRow {
  readonly from: readonly ProblemStatus[];
  readonly event: keyof ProblemEvents;
  /** Absent: the act changes no state, and may be dated before the last step. */
  readonly to?: ProblemStatus;
  /** A step back that somebody else demanded: the light is yellow until the next step forward. */
  readonly returns?: true;
}

/** What may be done to a problem, from which statuses, and where it leads. */
export const PROBLEM_ACTS = {
  'dispatch-problem': { from: ['listed'], event: 'ProblemDispatched', to: 'dispatched' },
  'acknowledge-dispatch': { from: ['dispatched'], event: 'DispatchAcknowledged', to: 'acknowledged' },
  'contest-dispatch': { from: ['dispatched'], event: 'DispatchContested', to: 'listed' },
  'submit-plan': { from: ['acknowledged'], event: 'PlanSubmitted', to: 'planned' },
  'approve-plan': { from: ['planned'], event: 'PlanApproved', to: 'in-progress' },
  'return-plan': { from: ['planned'], event: 'PlanReturned', to: 'acknowledged', returns: true },
  'report-progress': { from: ['in-progress'], event: 'MeasureProgressed' },
  'request-extension': { from: ['in-progress'], event: 'ExtensionRequested' },
  'grant-extension': { from: ['in-progress'], event: 'ExtensionGranted' },
  'refuse-extension': { from: ['in-progress'], event: 'ExtensionRefused' },
  'submit-rectification': { from: ['acknowledged', 'in-progress'], event: 'RectificationSubmitted', to: 'submitted' },
  'take-back-submission': { from: ['submitted'], event: 'SubmissionTakenBack', to: 'in-progress' },
  'verify-rectification': { from: ['submitted'], event: 'RectificationVerified', to: 'verified' },
  'return-rectification': { from: ['submitted'], event: 'RectificationReturned', to: 'in-progress', returns: true },
  'close-problem': { from: ['verified', 'standing'], event: 'ProblemClosed', to: 'closed' },
  'refuse-closing': { from: ['verified'], event: 'CloseRefused', to: 'in-progress', returns: true },
  'begin-standing': { from: ['verified'], event: 'StandingBegun', to: 'standing' },
  'note-standing': { from: ['standing'], event: 'StandingNoted' },
  'reopen-problem': { from: ['standing', 'closed'], event: 'ProblemReopened', to: 'in-progress' },
  'withdraw-problem': { from: OPEN, event: 'ProblemWithdrawn', to: 'withdrawn' },
} as const satisfies Readonly<Partial<Record<ActName, ActRow>>>;

export type ProblemAct = keyof typeof PROBLEM_ACTS;

export const PROBLEM_ACT_NAMES = Object.keys(PROBLEM_ACTS) as ProblemAct[];

export const actRow = (act: ProblemAct): ActRow => PROBLEM_ACTS[act];

/** Events that concern the status of a problem: those of its own stream, and those of the meeting and its list. */
export type StatusEvents = ProblemEvents &
  Pick<ReportEvents, 'ProblemFlagged' | 'ProblemRestated' | 'ProblemSplit' | 'ProblemsMerged'> &
  Pick<ReviewEvents, 'CommonProblemRaised' | 'CommonChildRestated' | 'ProblemListApproved'>;

const BY_EVENT: ReadonlyMap<string, ActRow> = new Map(
  PROBLEM_ACT_NAMES.map((act) => [PROBLEM_ACTS[act].event, PROBLEM_ACTS[act]]),
);

/**
 * The status after an event; the same for an event that changes none. What was merged is told apart before. Events of the meeting only bring a problem
 * forward: they stand in other streams, and may be folded after events of the problem's own stream.
 */
export const statusAfter = <Type extends keyof StatusEvents>(
  status: ProblemStatus | undefined,
  type: Type,
  data: StatusEvents[Type],
): ProblemStatus => {
  if (type === 'ProblemListApproved') return status === undefined || status === 'flagged' ? 'listed' : status;
  if (type === 'ProblemRaised') return 'listed';
  if ('status' in data) return data.status;
  if (type === 'ProblemOpened') return status ?? ('listed' in data ? 'listed' : 'flagged');
  return BY_EVENT.get(type)?.to ?? status ?? 'flagged';
};

/** Whether an event demands work again that its unit had handed in; `undefined`: it says nothing about that. */
export const returnsWork = (type: keyof ProblemEvents): boolean | undefined => {
  const row = BY_EVENT.get(type);
  return row?.to === undefined ? undefined : row.returns === true;
};
