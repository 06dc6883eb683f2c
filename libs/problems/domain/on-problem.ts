import { rolesFor } from '#access/acts.js';
import { isLimited, readsLimited } from '#access/levels.js';
import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { Passing } from '#branches/published/succession.js';
import type { LeadUnit } from '#reviews/events.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { ProblemEvent } from '../events.js';
import type { ProblemAct } from '../published/states.js';
import { actRow, PROBLEM_ACTS } from '../published/states.js';
import { concerns } from '../published/unit-scope.js';
import type { Opening } from './opening.js';
import { opened } from './opening.js';
import { passedOn } from './passed-on.js';
import type { Problem, ProblemState } from './problem.js';

/** What every command on an existing problem names. */
export interface OnProblem {
  readonly problem: string;
}

/** What a decision reads beside the problem's own stream. */
export interface ProblemRead {
  /** Of a problem whose own stream does not exist yet. */
  readonly opening?: Opening;
  /** How it passed on from branches that ended. */
  readonly passings?: readonly Passing[];
}

/** The event that the state table has for an act. */
export type EventOf<Act extends ProblemAct> = Extract<ProblemEvent, { type: (typeof PROBLEM_ACTS)[Act]['event'] }>;

type DecideOn<Act extends ProblemAct, Command, Read> = (
  command: Command,
  problem: Problem,
  context: CommandContext,
  read: Read,
) => EventOf<Act>['data'];

const notFound = (problem: string): DomainError =>
  new DomainError('problem-not-found', { problem }, undefined, 'not-found');

/** A unit learns not even that there is a problem that is 限班子. */
const isHiddenFrom = ({ role }: CommandContext, { level }: Problem, { opening }: ProblemRead): boolean =>
  !readsLimited(role) && [level, opening?.flagged?.level ?? level].some((each) => isLimited({ level: each }));

const refuseOutOfTable = (act: ProblemAct, problem: Problem, context: CommandContext): void => {
  const { from, to } = actRow(act);
  if (!from.includes(problem.status))
    throw new DomainError('problem-not-in-status', { status: problem.status, needed: from.join(', ') });
  if (to !== undefined) notBeforeLastStep(problem.lastStepOn, context);
};

const refuseOtherRole = (act: ProblemAct, lead: LeadUnit, { role }: CommandContext): void => {
  const roles: readonly string[] = rolesFor(act, lead.kind);
  if (!roles.includes(role))
    throw new DomainError('act-not-by-role', { lead: lead.kind, roles: roles.join(', ') }, undefined, 'forbidden');
};

/**
 * One act on an existing problem: opens its stream when this is the first, and refuses what does not concern the
 * actor's unit on that day (as if the problem did not exist), what is for other roles, what was merged into another, what
 * the state table does not have, and what would have occurred before the last step; in this order. `leadIn`: who leads
 * what the act is about, where that is a part of the problem. What else there is to say, `decide` says.
 */
export const onProblem =
  <Act extends ProblemAct, Command extends OnProblem, Read extends ProblemRead = ProblemRead>(
    act: Act,
    decide: DecideOn<Act, Command, Read>,
    leadIn: (command: Command, problem: Problem, context: CommandContext) => LeadUnit = (_, { lead }) => lead,
  ): Decide<Command, ProblemState, ProblemEvent, Read> =>
  (command, state, context, read) => {
    const opening = state === undefined ? opened(read.opening ?? {}) : undefined;
    const told = state ?? opening?.problem;
    if (told === undefined) throw notFound(command.problem);
    const problem = passedOn(told, read.passings ?? [], context.occurredOn);
    const lead = leadIn(command, problem, context);
    if (!concerns({ ...problem, lead }, context) || isHiddenFrom(context, told, read)) throw notFound(command.problem);
    refuseOtherRole(act, lead, context);
    const into = state === undefined ? read.opening?.flagged?.mergedInto : undefined;
    if (into !== undefined) throw new DomainError('problem-merged', { problem: problem.no, into });
    refuseOutOfTable(act, problem, context);
    // The table's type name and the data that `decide` gives for it are one member of the union, which generics lose.
    const event = { type: PROBLEM_ACTS[act].event, data: decide(command, problem, context, read) } as EventOf<Act>;
    return opening === undefined ? [event] : [opening.event, event];
  };
