import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { ReviewEvent } from '../events.js';
import type { Reports } from './adjournment.js';
import { refuseBefore, refuseUnadjourned } from './guards.js';
import type { ReviewState } from './review.js';

export interface ListApproval {
  readonly year: number;
  readonly problems: readonly string[];
  readonly documentNumber: string;
}

export interface ListRead {
  readonly reports: Reports;
  /** Of the problems that matter: those already withdrawn. */
  readonly withdrawn: ReadonlySet<string>;
}

/** Problems flagged in this review, in the order of branches and numbers. */
export const flaggedIn = (reports: Reports): readonly string[] =>
  [...reports].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { problems }]) => problems);

/** May be done in several batches; each problem of the review is approved at most once. */
export const approveProblemList: Decide<ListApproval, ReviewState, ReviewEvent, ListRead> = (
  { year, problems, documentNumber },
  state,
  context,
  { reports, withdrawn },
) => {
  refuseUnadjourned(state, year);
  refuseBefore(state.lastStepOn, context);
  const flagged = new Set(flaggedIn(reports));
  problems.forEach((problem, index) => {
    const path = `problems[${String(index)}]`;
    if (!flagged.has(problem)) throw new DomainError('problem-not-flagged', { problem, year }, path, 'invalid');
    if (problems.indexOf(problem) !== index) throw new DomainError('problem-repeated', { problem }, path, 'invalid');
    if (state.listed.has(problem)) throw new DomainError('problem-already-listed', { problem }, path);
    if (withdrawn.has(problem)) throw new DomainError('problem-already-withdrawn', { problem }, path);
  });
  const data = { year, approvedOn: context.occurredOn, documentNumber, problems: [...problems] };
  return [{ type: 'ProblemListApproved', data }];
};
