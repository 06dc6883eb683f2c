import type { Aggregate } from '#event-sourcing/decider.js';
import type { SourceFact } from '#problems/events.js';
import type { ReportEvent, ReportEvents } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { GoalEvent } from '../events.js';
import type { Goal } from './goal.js';
import { born } from './goal.js';

export interface AssignedGoal {
  readonly data: ReportEvents['GoalAssigned'];
  readonly source: SourceFact;
  readonly on: LocalDate;
}

/** Goals assigned in the comments on one report, by id; a fold of `report-<year>-<branch>`. */
export const assignedGoals: Aggregate<ReadonlyMap<string, AssignedGoal>, ReportEvent> = {
  category: 'report',
  initial: new Map(),
  evolve: (assigned, event) => {
    if (event.type !== 'GoalAssigned') return assigned;
    const { stream, revision, id, data, metadata } = event;
    const source = { stream, revision, eventId: id };
    return new Map(assigned).set(data.goal, { data, source, on: metadata.occurredOn });
  },
  tags: () => ({}),
};

/** The opening of a goal's own stream, and the goal as it then stands. */
export const openedGoal = ({ data, source, on }: AssignedGoal): { readonly event: GoalEvent; readonly goal: Goal } => {
  const { goal, no, year, branch, dueOn } = data;
  return {
    event: { type: 'GoalOpened', data: { goal, no, year, branch, dueOn, assigned: source } },
    goal: born({ id: goal, year, branch, lastStepOn: on }),
  };
};
