import type { Passing } from '#branches/published/succession.js';
import { answering } from '#branches/published/succession.js';
import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { LocalDate } from '#time/local-date.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { GoalEvent } from '../events.js';
import type { GoalAct } from '../published/states.js';
import { GOAL_ACTS, goalActRow } from '../published/states.js';
import type { AssignedGoal } from './goal-opening.js';
import { openedGoal } from './goal-opening.js';
import type { Goal, GoalState } from './goal.js';

/** What every command on a goal names. */
export interface OnGoal {
  readonly goal: string;
}

/** What a decision reads beside the goal's own stream. */
export interface GoalRead {
  /** Of a goal whose own stream does not exist yet. */
  readonly assigned?: AssignedGoal;
  /** How it passed on from branches that ended. */
  readonly passings?: readonly Passing[];
}

type EventOf<Act extends GoalAct> = Extract<GoalEvent, { type: (typeof GOAL_ACTS)[Act]['event'] }>;

type DecideOn<Act extends GoalAct, Command> = (
  command: Command,
  goal: Goal,
  context: CommandContext,
) => EventOf<Act>['data'];

const UNIT_ROLES: readonly string[] = ['branch-secretary', 'branch-clerk'];

const concerns = ({ branch, heir = branch }: Goal, { role, unit }: CommandContext): boolean =>
  !UNIT_ROLES.includes(role) || unit === heir;

const passedOn = (goal: Goal, passings: readonly Passing[], day: LocalDate): Goal => {
  const heir = answering(goal.branch, passings, day);
  return heir === goal.branch ? goal : { ...goal, heir };
};

/**
 * One act on a goal: opens its stream when this is the first, and refuses what does not concern the actor's branch on that day (as
 * if the goal did not exist), what the state table does not have, and what would have occurred before the last step.
 */
export const onGoal =
  <Act extends GoalAct, Command extends OnGoal>(
    act: Act,
    decide: DecideOn<Act, Command>,
  ): Decide<Command, GoalState, GoalEvent, GoalRead> =>
  (command, state, context, { assigned, passings = [] }) => {
    const opening = state === undefined && assigned !== undefined ? openedGoal(assigned) : undefined;
    const told = state ?? opening?.goal;
    const goal = told && passedOn(told, passings, context.occurredOn);
    if (goal === undefined || !concerns(goal, context))
      throw new DomainError('goal-not-found', { goal: command.goal }, undefined, 'not-found');
    const { from, to } = goalActRow(act);
    if (!from.includes(goal.status))
      throw new DomainError('goal-not-in-status', { status: goal.status, needed: from.join(', ') });
    if (to !== undefined) notBeforeLastStep(goal.lastStepOn, context);
    // The table's type name and the data that `decide` gives for it are one member of the union, which generics lose.
    const event = { type: GOAL_ACTS[act].event, data: decide(command, goal, context) } as EventOf<Act>;
    return opening === undefined ? [event] : [opening.event, event];
  };
