import { keepApart, keepOut } from '#access/duties.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { GivenEvidence } from '#problems/published/given-evidence.js';
import { evidenceOf } from '#problems/published/given-evidence.js';
import type { Outcome } from '../events.js';
import type { Goal } from './goal.js';
import type { OnGoal } from './on-goal.js';
import { onGoal } from './on-goal.js';

export interface Progress extends OnGoal {
  readonly words: string;
  readonly evidence?: readonly GivenEvidence[];
}

export interface SubmitResult extends OnGoal {
  readonly summary: string;
  readonly evidence?: readonly GivenEvidence[];
}

export interface ReturnResult extends OnGoal {
  readonly reason: string;
}

export interface Conclude extends OnGoal {
  readonly outcome: Outcome;
  readonly finding: string;
}

export const accept = onGoal('accept-goal', (_: OnGoal, { id }) => ({ goal: id }));

/** Changes no state, so it may tell of a day before the last step. */
export const reportProgress = onGoal('report-goal-progress', ({ words, evidence }: Progress, { id }) => ({
  goal: id,
  words: freeText(words),
  evidence: evidenceOf(evidence),
}));

export const submitResult = onGoal(
  'submit-goal-result',
  ({ summary, evidence }: SubmitResult, { id, submissions }) => ({
    goal: id,
    submission: submissions + 1,
    summary: freeText(summary),
    evidence: evidenceOf(evidence),
  }),
);

/** Neither who submitted the result nor whoever belongs to the branch judges it. */
const mayJudge = ({ branch, heir = branch, submittedBy }: Goal, context: CommandContext): void => {
  keepOut([branch, heir], context);
  keepApart(submittedBy, context, 'submitter-may-not-conclude');
};

export const returnResult = onGoal('return-goal-result', ({ reason }: ReturnResult, goal, context) => {
  mayJudge(goal, context);
  return { goal: goal.id, submission: goal.submissions, reason: freeText(reason) };
});

export const conclude = onGoal('conclude-goal', ({ outcome, finding }: Conclude, goal, context) => {
  mayJudge(goal, context);
  return { goal: goal.id, outcome, finding: freeText(finding) };
});
