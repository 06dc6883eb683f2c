import { keepApart, keepOut } from '#access/duties.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { GivenEvidence } from '../published/given-evidence.js';
import { evidenceOf } from '../published/given-evidence.js';
import type { OnProblem } from './on-problem.js';
import { onProblem } from './on-problem.js';
import type { Problem } from './problem.js';

export interface SubmitRectification extends OnProblem {
  readonly summary: string;
  readonly evidence?: readonly GivenEvidence[];
}

export interface TakeBack extends OnProblem {
  readonly reason?: string;
}

export interface Verify extends OnProblem {
  readonly finding: string;
}

export interface ReturnRectification extends OnProblem {
  readonly reason: string;
}

/** 立行立改 without a plan, else the result of its measures. */
export const submitRectification = onProblem(
  'submit-rectification',
  ({ summary, evidence }: SubmitRectification, { id, submissions, measures }) => ({
    problem: id,
    submission: submissions + 1,
    summary: freeText(summary),
    atOnce: measures.length === 0,
    evidence: evidenceOf(evidence),
  }),
);

export const takeBackSubmission = onProblem('take-back-submission', ({ reason }: TakeBack, { id, submissions }) => ({
  problem: id,
  submission: submissions,
  ...(reason === undefined ? {} : { reason: freeText(reason) }),
}));

/** Units that lead or support the rectification; whoever belongs to one of them does not judge it. */
export const unitsInvolved = ({
  lead,
  formerLeads = [],
  measures,
}: Pick<Problem, 'lead' | 'formerLeads' | 'measures'>): readonly string[] => [
  lead.code,
  ...formerLeads,
  ...measures.flatMap(({ leadUnit, supportingUnits }) => [leadUnit.code, ...supportingUnits.map(({ code }) => code)]),
];

const mayJudge = (problem: Problem, context: CommandContext): void => {
  keepOut(unitsInvolved(problem), context);
  keepApart(problem.submittedBy, context, 'submitter-may-not-verify');
};

export const verifyRectification = onProblem('verify-rectification', ({ finding }: Verify, problem, context) => {
  mayJudge(problem, context);
  return { problem: problem.id, submission: problem.submissions, finding: freeText(finding) };
});

export const returnRectification = onProblem(
  'return-rectification',
  ({ reason }: ReturnRectification, problem, context) => {
    mayJudge(problem, context);
    return { problem: problem.id, submission: problem.submissions, reason: freeText(reason) };
  },
);
