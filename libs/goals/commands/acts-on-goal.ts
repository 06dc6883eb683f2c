import type { Command } from '#event-sourcing/command.js';
import { handles } from '#event-sourcing/command-handler.js';
import type { Decide } from '#event-sourcing/decider.js';
import { reportStream } from '#reviews/events.js';
import { parseItem } from '#text/item-number.js';
import { assignedGoals } from '../domain/goal-opening.js';
import type { GoalState } from '../domain/goal.js';
import { goal } from '../domain/goal.js';
import type { GoalRead, OnGoal } from '../domain/on-goal.js';
import type { GoalEvent } from '../events.js';
import { goalStream } from '../events.js';

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
      const item = parseItem(id);
      if (own.state !== undefined || item?.sort !== 'goal' || item.branch === undefined) return {};
      const assigned = (await load(assignedGoals, reportStream(item.year, item.branch))).state.get(id);
      return assigned === undefined ? {} : { assigned };
    },
    decide,
  });
