import { ACTS } from '#access/acts.js';
import type { ActName } from '#access/acts.js';
import { stepsByDay } from '#chronicle/published/branch-items.js';
import type { BranchItem, ItemStep } from '#chronicle/published/branch-items.js';
import type { LocalDate } from '#time/local-date.js';
import type { ClockDay } from '../../published/clock-day.js';
import { dueOf, lightOf } from '../../published/clock.js';
import { lightView } from '../../published/light-view.js';
import { STATUS_TABLE } from '../../published/states.js';
import type { ProblemStatus } from '../../published/states.js';
import type { LedgerRow } from './ledger-row.js';
import { measuresOf } from './plan.js';
import type { SubmissionView } from './submissions.js';

const step = (act: ActName, on: LocalDate | null, words: string | null = null): ItemStep | null =>
  on === null ? null : { on, zh: ACTS[act].zh, en: ACTS[act].en, words };

const OUTCOMES = {
  verified: 'verify-rectification',
  returned: 'return-rectification',
  'taken-back': 'take-back-submission',
} as const;

const ofSubmission = ({ on, summary, outcome, outcomeOn, words }: SubmissionView): readonly (ItemStep | null)[] => [
  step('submit-rectification', on, summary),
  outcome === null ? null : step(OUTCOMES[outcome], outcomeOn, words),
];

const stepsOf = (row: LedgerRow): readonly ItemStep[] =>
  stepsByDay([
    step('dispatch-problem', row.dispatchedOn, row.noticeNumber),
    step('acknowledge-dispatch', row.acknowledgedOn),
    step('submit-plan', row.plan?.submittedOn ?? null, row.plan?.cause ?? null),
    step('approve-plan', row.plan?.approvedOn ?? null),
    step('return-plan', row.plan?.returnedOn ?? null),
    ...measuresOf(row.plan).flatMap(({ progress }) =>
      progress.map(({ on, words }) => step('report-progress', on, words)),
    ),
    ...row.extensions
      .filter(({ outcome }) => outcome === 'granted')
      .map(({ decidedOn, dueOn }) => step('grant-extension', decidedOn, dueOn)),
    ...row.submissions.flatMap(ofSubmission),
    step('reopen-problem', row.reopenedOn),
    step('begin-standing', row.standingSince),
    ...row.standingNotes.map(({ on, words }) => step('note-standing', on, words)),
    step('close-problem', row.closedOn, row.conclusion),
    step('withdraw-problem', row.withdrawnOn, row.withdrawnFor),
  ]);

const ACCEPTED: readonly ProblemStatus[] = ['verified', 'standing', 'closed'];

const acceptedOf = ({ status, submissions }: LedgerRow): SubmissionView | undefined =>
  status !== null && ACCEPTED.includes(status)
    ? submissions.findLast(({ outcome }) => outcome === 'verified')
    : undefined;

const settledOf = (row: LedgerRow): BranchItem['settled'] => {
  const { status, since } = row;
  if (since === null || (status !== 'closed' && status !== 'withdrawn')) return null;
  const { zh, en } = STATUS_TABLE[status];
  return { on: since, how: { zh, en }, words: status === 'closed' ? row.conclusion : row.withdrawnFor };
};

/** `undefined` for a row of which only later facts were seen, and for one that was merged into another. */
export const branchProblem = (row: LedgerRow, branch: string, clock: ClockDay): BranchItem | undefined => {
  const { status, since, no, year, returned, nextStepOn } = row;
  if (status === null || status === 'merged' || since === null || no === null || year === null) return undefined;
  const facts = { ...row, status, since };
  const { owedBy, dueOn } = dueOf(facts, clock.policy, clock.calendar);
  const light = lightOf(facts, clock.today, clock.policy, clock.calendar);
  const accepted = acceptedOf(row);
  return {
    kind: 'problem',
    id: row.id,
    no,
    raisedIn: year,
    atReview: row.source === 'review' || row.source === 'common',
    told: row.branch === branch || row.heir === branch,
    led: row.leadKind === 'branch' && row.leadCode === branch,
    source: row.source,
    recurrenceOf: row.recurrenceOf,
    title: row.statement ?? '',
    level: row.level,
    status: { code: status, zh: STATUS_TABLE[status].zh, en: STATUS_TABLE[status].en },
    whoOwes: owedBy,
    dueOn: dueOn ?? null,
    light: lightView(light, { dueOn, returned, nextStepOn }),
    settled: settledOf(row),
    result: accepted?.summary ?? null,
    onTime: accepted === undefined || row.dueOn === null ? null : accepted.on <= row.dueOn,
    steps: stepsOf(row),
  };
};
