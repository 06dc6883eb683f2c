import { OUTCOME_NAMES } from '#goals/published/outcomes.js';
import type { BranchReplay } from '#chronicle/replay/replay-report.js';
import { GOAL_STATUS_TABLE, REQUIREMENT_STATUS_TABLE } from '#goals/published/states.js';
import { STATUS_TABLE } from '#problems/published/states.js';
import { both, stepLines } from './lines.js';

type Problem = BranchReplay['problems'][number];

const submission = ({ submittedOn, inTime }: Problem): string => {
  if (submittedOn === null) return '';
  const verdict = inTime === null ? '' : inTime ? '（按期 in time）' : '（逾期 late）';
  return `   报请核验 submitted ${submittedOn}${verdict}`;
};

const dated = (label: string, on: string | null): string => (on === null ? '' : `   ${label} ${on}`);

/** A problem, where it stands, and the path it took. */
export const problemLines = (problem: Problem): string[] => [
  `    ${problem.no}  ${both(STATUS_TABLE[problem.status])}${dated('期限 due', problem.dueOn)}${submission(problem)}${dated('办结 settled', problem.settledOn)}`,
  `      ${problem.statement}`,
  ...stepLines(problem.steps, '      '),
];

export const goalLines = ({
  no,
  statement,
  status,
  outcome,
  dueOn,
  steps,
}: BranchReplay['goals'][number]): string[] => {
  const found = outcome === null ? '' : `   ${both(OUTCOME_NAMES[outcome])}`;
  return [
    `    ${no}  ${both(GOAL_STATUS_TABLE[status])}${found}   期限 due ${dueOn}`,
    `      ${statement}`,
    ...stepLines(steps, '      '),
  ];
};

export const requirementLines = ({ no, heading, status, steps }: BranchReplay['requirements'][number]): string[] => [
  `    ${no}  ${both(REQUIREMENT_STATUS_TABLE[status])}`,
  `      ${heading}`,
  ...stepLines(steps, '      '),
];
