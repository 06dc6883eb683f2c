import type { RawEvent } from '../../setup/raw-log.js';

/** What became of one problem, told from the raw log step by step. */
export interface Problem {
  readonly id: string;
  readonly no: string;
  readonly branch: string;
  readonly raisedIn: number;
  status: string;
  listed: boolean;
  dispatched: boolean;
  planDueOn: string | null;
  dueOn: string | null;
  readonly submissions: Map<number, { readonly on: string; readonly dueOn: string | null }>;
  accepted: { readonly on: string; readonly dueOn: string | null } | null;
  settledOn: string | null;
  /** Types of what happened in the cycle that is asked for. */
  readonly inCycle: string[];
  evidenceInCycle: number;
}

const begun = (id: string, no: string, branch: string, raisedIn: number, status: string): Problem => ({
  id,
  no,
  branch,
  raisedIn,
  status,
  listed: status === 'listed',
  dispatched: false,
  planDueOn: null,
  dueOn: null,
  submissions: new Map(),
  accepted: null,
  settledOn: null,
  inCycle: [],
  evidenceInCycle: 0,
});

/** Takes one event into account; those that do not concern problems change nothing. */
const take = (problems: Map<string, Problem>, { type, data, metadata: { occurredOn } }: RawEvent): void => {
  if (type === 'ProblemFlagged')
    problems.set(data.problem, begun(data.problem, data.no, data.branch, data.year, 'flagged'));
  if (type === 'ProblemRaised')
    problems.set(data.problem, begun(data.problem, data.no, data.branch, data.year, 'listed'));
  if (type === 'CommonProblemRaised')
    for (const { problem, no, branch } of data.children)
      problems.set(problem, begun(problem, no, branch, data.year, 'flagged'));
  if (type === 'ProblemListApproved')
    for (const id of data.problems) {
      const listed = problems.get(id);
      if (listed !== undefined) Object.assign(listed, { status: 'listed', listed: true });
    }
  const problem = 'problem' in data ? problems.get(data.problem) : undefined;
  if (problem === undefined) return;
  switch (type) {
    case 'ProblemDispatched':
      Object.assign(problem, { status: 'dispatched', dispatched: true, planDueOn: data.planDueOn });
      break;
    case 'DispatchContested':
      problem.status = 'listed';
      break;
    case 'DispatchAcknowledged':
    case 'PlanReturned':
      problem.status = 'acknowledged';
      break;
    case 'PlanSubmitted':
      Object.assign(problem, { status: 'planned', dueOn: data.dueOn ?? null });
      break;
    case 'PlanApproved':
    case 'SubmissionTakenBack':
    case 'RectificationReturned':
      problem.status = 'in-progress';
      break;
    case 'ExtensionGranted':
      problem.dueOn = data.dueOn;
      break;
    case 'RectificationSubmitted':
      if (data.atOnce) problem.dueOn = problem.planDueOn;
      problem.submissions.set(data.submission, { on: occurredOn, dueOn: problem.dueOn });
      problem.status = 'submitted';
      break;
    case 'RectificationVerified':
      problem.accepted = problem.submissions.get(data.submission) ?? null;
      problem.status = 'verified';
      break;
    case 'StandingBegun':
      problem.status = 'standing';
      break;
    case 'ProblemClosed':
      Object.assign(problem, { status: 'closed', settledOn: occurredOn });
      break;
    case 'ProblemWithdrawn':
      Object.assign(problem, { status: 'withdrawn', settledOn: occurredOn });
      break;
    case 'CloseRefused':
      Object.assign(problem, { status: 'in-progress', accepted: null });
      break;
    case 'ProblemReopened':
      Object.assign(problem, { status: 'in-progress', accepted: null, dueOn: data.dueOn, settledOn: null });
      break;
    default:
  }
};

/** All problems of a log, as they stand at its end. */
export const foldProblems = (
  events: readonly RawEvent[],
  isInCycle: (event: RawEvent) => boolean,
): ReadonlyMap<string, Problem> => {
  const problems = new Map<string, Problem>();
  for (const event of events) {
    take(problems, event);
    if (!('problem' in event.data) || event.type === 'ProblemOpened' || !isInCycle(event)) continue;
    const problem = problems.get(event.data.problem);
    problem?.inCycle.push(event.type);
    if (problem !== undefined && 'evidence' in event.data) problem.evidenceInCycle += event.data.evidence.length;
  }
  return problems;
};
