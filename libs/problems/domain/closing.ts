import { keepApart } from '#access/duties.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import { halfYearOf } from '../published/half-year.js';
import type { OnProblem } from './on-problem.js';
import { onProblem } from './on-problem.js';
import type { Problem } from './problem.js';
import { hasStandingMeasures } from './problem.js';
import { closedAbove } from '../published/unit-scope.js';

export interface Close extends OnProblem {
  readonly conclusion?: string;
}

export interface WithReason extends OnProblem {
  readonly reason: string;
}

export interface Reopen extends WithReason {
  readonly dueOn: LocalDate;
}

export interface Note extends OnProblem {
  readonly words: string;
}

/** Neither who submitted nor who verified settles the matter. */
const maySettle = ({ submittedBy, verifiedBy }: Problem, context: CommandContext): void => {
  keepApart(submittedBy, context, 'submitter-may-not-close');
  keepApart(verifiedBy, context, 'verifier-may-not-close');
};

/**
 * A standing problem is closed by the chair, and by the chair only; any other by the office head or a contact-point
 * leader, unless the office itself or the committee leads.
 */
const refuseWrongCloser = ({ status, lead }: Problem, { role }: CommandContext): void => {
  if (status === 'standing' && role !== 'chair')
    throw new DomainError('standing-closed-by-chair', {}, undefined, 'forbidden');
  if (status !== 'standing' && role === 'chair' && !closedAbove(lead))
    throw new DomainError('chair-closes-standing-only', {}, undefined, 'forbidden');
};

/** What has standing measures goes through standing first. */
export const close = onProblem('close-problem', ({ conclusion }: Close, problem, context) => {
  refuseWrongCloser(problem, context);
  if (problem.status === 'verified' && hasStandingMeasures(problem))
    throw new DomainError('problem-has-standing-measures');
  maySettle(problem, context);
  return { problem: problem.id, ...(conclusion === undefined ? {} : { conclusion: freeText(conclusion) }) };
});

export const refuseClosing = onProblem('refuse-closing', ({ reason }: WithReason, problem, context) => {
  maySettle(problem, context);
  return { problem: problem.id, reason: freeText(reason) };
});

export const beginStanding = onProblem('begin-standing', (_: OnProblem, problem, context) => {
  if (!hasStandingMeasures(problem)) throw new DomainError('no-standing-measures');
  maySettle(problem, context);
  return { problem: problem.id };
});

/** For the half-year in which it occurred; each has one. */
export const noteStanding = onProblem('note-standing', ({ words }: Note, { id, notedHalves }, { occurredOn }) => {
  const half = halfYearOf(occurredOn);
  if (notedHalves.includes(half)) throw new DomainError('standing-already-noted', { half }, 'occurredOn');
  return { problem: id, half, words: freeText(words) };
});

export const reopen = onProblem('reopen-problem', ({ reason, dueOn }: Reopen, problem, context) => {
  if (dueOn <= context.occurredOn) throw new DomainError('new-date-not-later', { dueOn }, 'dueOn', 'invalid');
  maySettle(problem, context);
  return { problem: problem.id, reason: freeText(reason), dueOn };
});

export const withdraw = onProblem('withdraw-problem', ({ reason }: WithReason, { id }) => ({
  problem: id,
  reason: freeText(reason),
}));
