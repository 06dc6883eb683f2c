import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import type { ReviewEvent } from '../events.js';
import type { Reports } from './adjournment.js';
import { refuseBefore, refuseUnadjourned } from './guards.js';
import { standingIn } from './report-problems.js';
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

/**
 * Problems that stand in this review: those flagged, as they were parted and merged since, in the order of branches
 * and numbers; then the children of common problems.
 */
export const standingProblems = (reports: Reports, { children }: Pick<ReviewState, 'children'>): readonly string[] => [
  ...[...reports].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { problems }]) => standingIn(problems)),
  ...children.keys(),
];

/** Day of the last word on any of these problems. */
const lastWordOn = (reports: Reports, ids: readonly string[]): LocalDate | undefined =>
  [...reports.values()]
    .flatMap(({ problems }) => ids.flatMap((id) => problems.get(id)?.on ?? []))
    .toSorted()
    .at(-1);

const refuseMerged = (reports: Reports, problem: string, path: string): void => {
  for (const { problems } of reports.values()) {
    const into = problems.get(problem)?.mergedInto;
    if (into !== undefined) throw new DomainError('problem-merged', { problem, into }, path);
  }
};

/**
 * 审定问题清单: exactly the problems that stand and are not approved yet, so that none is lost on the way. What is
 * entered later is approved later; each problem of the review once.
 */
export const approveProblemList: Decide<ListApproval, ReviewState, ReviewEvent, ListRead> = (
  { year, problems, documentNumber },
  state,
  context,
  { reports, withdrawn },
) => {
  refuseUnadjourned(state, year);
  refuseBefore(state.lastStepOn, context);
  const standing = standingProblems(reports, state);
  const flagged = new Set(standing);
  problems.forEach((problem, index) => {
    const path = `problems[${String(index)}]`;
    refuseMerged(reports, problem, path);
    if (!flagged.has(problem)) throw new DomainError('problem-not-flagged', { problem, year }, path, 'invalid');
    if (problems.indexOf(problem) !== index) throw new DomainError('problem-repeated', { problem }, path, 'invalid');
    if (state.listed.has(problem)) throw new DomainError('problem-already-listed', { problem }, path);
    if (withdrawn.has(problem)) throw new DomainError('problem-already-withdrawn', { problem }, path);
  });
  const named = new Set(problems);
  const left = standing.filter((id) => !named.has(id) && !state.listed.has(id) && !withdrawn.has(id));
  if (left.length > 0) throw new DomainError('problems-left-out', { problems: left.join(', ') }, 'problems');
  refuseBefore(lastWordOn(reports, problems), context);
  const data = { year, approvedOn: context.occurredOn, documentNumber, problems: [...problems] };
  return [{ type: 'ProblemListApproved', data }];
};
