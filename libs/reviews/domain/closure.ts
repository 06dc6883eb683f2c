import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { ReviewEvent } from '../events.js';
import { refuseBefore, refuseUnadjourned } from './guards.js';
import type { ListRead } from './problem-list.js';
import { standingProblems } from './problem-list.js';
import type { ReviewState } from './review.js';

export interface Closure {
  readonly year: number;
}

const refuseAny = (code: string, name: string, left: readonly string[]): void => {
  if (left.length > 0) throw new DomainError(code, { [name]: left.join(', ') });
};

/** Nothing of the meeting is left open: every report heard, every answer given or excused, every problem decided on. */
export const closeReview: Decide<Closure, ReviewState, ReviewEvent, ListRead> = (
  { year },
  state,
  context,
  { reports, withdrawn },
) => {
  refuseUnadjourned(state, year);
  refuseBefore(state.lastStepOn, context);
  const branches = [...state.enrolments.keys()].toSorted();
  refuseAny(
    'reports-not-delivered',
    'branches',
    branches.filter((branch) => reports.get(branch)?.deliveredOn === undefined),
  );
  refuseAny(
    'answers-missing',
    'items',
    branches.flatMap((branch) => (reports.get(branch)?.missing ?? []).map(({ id }) => `${branch}: ${id}`)),
  );
  refuseAny(
    'problems-not-listed',
    'problems',
    standingProblems(reports, state).filter((problem) => !state.listed.has(problem) && !withdrawn.has(problem)),
  );
  return [{ type: 'ReviewClosed', data: { year } }];
};
