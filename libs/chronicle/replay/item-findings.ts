import { STATUS_TABLE } from '#problems/published/states.js';
import type { Fact } from '../domain/fact.js';
import type { BranchYear } from '../domain/sheet/branch-year.js';
import type { GoalLife } from '../domain/sheet/goal-figures.js';
import { isSettled, type ProblemLife } from '../domain/sheet/problem-life.js';
import type { RequirementLife } from '../domain/sheet/requirement-figures.js';
import type { Found } from './findings.js';

type IsOfCycle = (fact: Fact) => boolean;

const stuck = ({ status, no, stands }: ProblemLife): readonly Found[] => {
  const of = { item: no, facts: [stands] };
  if (status === 'flagged') return [{ code: 'never-listed', owedBy: 'chair', ...of }];
  if (status === 'listed') return [{ code: 'never-dispatched', owedBy: 'office-head', ...of }];
  return [{ code: 'open-at-end', owedBy: STATUS_TABLE[status].owedBy, ...of }];
};

const withoutEvidence = ({ facts, no, accepted }: ProblemLife): readonly Found[] => {
  const handedIn = facts.some((fact) => 'evidence' in fact.data && fact.data.evidence.length > 0);
  const verified = facts.filter(({ type }) => type === 'RectificationVerified');
  const onPaper = accepted?.fact.type === 'ProblemTakenOver';
  return accepted === null || onPaper || handedIn
    ? []
    : [{ code: 'no-evidence', owedBy: 'unit', item: no, facts: verified }];
};

const late = ({ accepted, no }: ProblemLife): readonly Found[] =>
  accepted === null || accepted.dueOn === null || accepted.on <= accepted.dueOn
    ? []
    : [{ code: 'submitted-late', owedBy: 'unit', item: no, facts: [accepted.fact] }];

const ofProblem = (life: ProblemLife, inherited: boolean, isOfCycle: IsOfCycle): readonly Found[] => {
  const open = !isSettled(life) && life.status !== 'standing';
  const untouched = !life.facts.some(isOfCycle);
  return [
    // What was raised at this very meeting has the next cycle before it.
    ...(inherited && open ? stuck(life) : []),
    ...(inherited && untouched
      ? [{ code: 'untouched', owedBy: STATUS_TABLE[life.status].owedBy, item: life.no, facts: [life.stands] } as const]
      : []),
    ...late(life),
    ...withoutEvidence(life),
  ];
};

const ofGoal = ({ no, status, outcome, dueOn, stands }: GoalLife, end: string | null): readonly Found[] => {
  const of = { item: no, facts: [stands] };
  if (outcome === 'not-achieved') return [{ code: 'goal-not-achieved', owedBy: 'nobody', ...of }];
  if (status === 'concluded' || end === null || dueOn > end) return [];
  return [{ code: 'goal-open-after-date', owedBy: status === 'submitted' ? 'office' : 'unit', ...of }];
};

const ofRequirement = ({ no, status, stands }: RequirementLife): readonly Found[] => {
  const of = { owedBy: 'unit', item: no, facts: [stands] } as const;
  if (status === 'issued') return [{ code: 'requirement-not-acknowledged', ...of }];
  return status === 'acknowledged' ? [{ code: 'requirement-not-implemented', ...of }] : [];
};

/** What is missing or late in the problems, goals and requirements of one branch. */
export const itemFindings = ({ span, problems, goals, requirements, lastDay }: BranchYear): readonly Found[] => [
  ...problems.inherited.flatMap((life) => ofProblem(life, true, span.isOfCycle)),
  ...problems.raised.flatMap((life) => ofProblem(life, false, span.isOfCycle)),
  ...[...goals.inherited, ...goals.raised].flatMap((life) => ofGoal(life, lastDay)),
  ...requirements.inherited.flatMap(ofRequirement),
];
