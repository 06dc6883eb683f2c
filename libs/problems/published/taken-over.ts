import type { LocalDate } from '#time/local-date.js';
import type { ProblemEvents } from '../events.js';
import type { ProblemStatus } from './states.js';
import { PROBLEM_STATUSES } from './states.js';

type TakenOver = ProblemEvents['ProblemTakenOver'];

/** Steps whose day the old ledger may tell, in the order of a life. */
export const PAPER_STEPS = ['listedOn', 'dispatchedOn', 'acknowledgedOn', 'submittedOn', 'verifiedOn'] as const;
export type PaperStep = (typeof PAPER_STEPS)[number];

/** The step by which a status is entered: its day is `since`, and is not told a second time. */
export const STEP_INTO: Readonly<Partial<Record<ProblemStatus, PaperStep>>> = {
  listed: 'listedOn',
  dispatched: 'dispatchedOn',
  acknowledged: 'acknowledgedOn',
  submitted: 'submittedOn',
  verified: 'verifiedOn',
};

/** The day of a step that was taken on paper; `undefined`: it was not taken, or the paper does not tell. */
export const dayOnPaper = (data: TakenOver, step: PaperStep): LocalDate | undefined =>
  data[step] ?? (STEP_INTO[data.status] === step ? data.since : undefined);

/** Whether it had come as far as `status` when it was taken over; what was withdrawn, as far as the paper tells. */
export const reachedOnPaper = (data: TakenOver, status: 'listed' | 'dispatched'): boolean => {
  if (data.status !== 'withdrawn') return PROBLEM_STATUSES.indexOf(data.status) >= PROBLEM_STATUSES.indexOf(status);
  const steps = PAPER_STEPS.slice(PAPER_STEPS.indexOf(status === 'listed' ? 'listedOn' : 'dispatchedOn'));
  return steps.some((step) => data[step] !== undefined);
};

/** The day of the submission that stands. In the log it has the number 1. */
export const submittedOnPaper = (data: TakenOver): LocalDate | undefined => dayOnPaper(data, 'submittedOn');
