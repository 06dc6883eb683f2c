import { readPassings } from '#branches/published/succession.js';
import type { Command } from '#event-sourcing/command.js';
import { handles } from '#event-sourcing/command-handler.js';
import type { Decide } from '#event-sourcing/decider.js';
import type { GoalState } from '../domain/goal.js';
import { goal } from '../domain/goal.js';
import type { GoalRead, OnGoal } from '../domain/on-goal.js';
import type { GoalEvent } from '../events.js';
import { goalStream } from '../events.js';
import { readAssigned } from '../published/pursuit-standing.js';

/** Binds a command on a goal to its decision; the first one opens the goal's stream from the comment. */
export const actsOnGoal = <C extends Command & OnGoal>(
  command: new () => C,
  decide: Decide<C, GoalState, GoalEvent, GoalRead>,
) =>
  handles<C, GoalState, GoalEvent, GoalRead>({
    command,
    aggregate: goal,
    stream: ({ goal: id }) => goalStream(id),
    reads: async ({ goal: id }, load, own) => {
      const assigned = own.state === undefined ? await readAssigned(id, load) : undefined;
      const branch = own.state?.branch ?? assigned?.data.branch;
      const passings = branch === undefined ? [] : await readPassings([branch], id, load);
      return assigned === undefined ? { passings } : { assigned, passings };
    },
    decide,
  });
