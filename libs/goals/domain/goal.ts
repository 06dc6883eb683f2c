import type { Party } from '#access/duties.js';
import { partyOf } from '#access/duties.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { GoalEvent } from '../events.js';
import type { GoalStatus } from '../published/states.js';
import { changesGoal, goalStatusAfter } from '../published/states.js';
import { submittedOnPaper } from '../published/taken-over.js';

/** What decisions about one goal need to know of its past. */
export interface Goal {
  readonly id: string;
  readonly year: number;
  readonly branch: string;
  /** Answers in its place, where it has ended. */
  readonly heir?: string;
  readonly status: GoalStatus;
  /** Day of the last step that changed the status. */
  readonly lastStepOn: LocalDate;
  readonly submissions: number;
  /** Of the last submission. */
  readonly submittedBy?: Party;
}

/** `undefined`: nothing was done on it yet, or it does not exist. */
export type GoalState = Goal | undefined;

export type Birth = Pick<Goal, 'id' | 'year' | 'branch' | 'lastStepOn'>;

export const born = (birth: Birth): Goal => ({ ...birth, status: 'assigned', submissions: 0 });

const evolve = (state: GoalState, { type, data, metadata }: Recorded<GoalEvent>): GoalState => {
  const { occurredOn } = metadata;
  if (type === 'GoalTakenOver') {
    const { goal: id, year, branch, status } = data;
    const submissions = submittedOnPaper(data) === undefined ? 0 : 1;
    return { ...born({ id, year, branch, lastStepOn: occurredOn }), status, submissions };
  }
  if (type === 'GoalOpened')
    return born({ id: data.goal, year: data.year, branch: data.branch, lastStepOn: occurredOn });
  if (state === undefined) return undefined;
  return {
    ...state,
    ...(type === 'GoalResultSubmitted' ? { submissions: data.submission, submittedBy: partyOf(metadata) } : {}),
    status: goalStatusAfter(state.status, type),
    lastStepOn: changesGoal(type) ? occurredOn : state.lastStepOn,
  };
};

export const goal: Aggregate<GoalState, GoalEvent> = {
  category: 'goal',
  initial: undefined,
  evolve,
  evolveVoided: (state, { type, data }) =>
    state !== undefined && type === 'GoalResultSubmitted' ? { ...state, submissions: data.submission } : state,
  tags: (state) => (state === undefined ? {} : { branch: state.branch, year: state.year }),
};
