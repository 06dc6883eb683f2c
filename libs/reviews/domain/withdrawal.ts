import type { Aggregate } from '#event-sourcing/decider.js';
import type { ProblemEvent } from '#problems/events.js';

/** Of a problem, whether it was withdrawn; all that a review asks of its life. */
export const withdrawal: Aggregate<boolean, ProblemEvent> = {
  category: 'problem',
  initial: false,
  evolve: (withdrawn, { type }) => withdrawn || type === 'ProblemWithdrawn',
  tags: () => ({}),
};
