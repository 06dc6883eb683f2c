import type { Outcome } from '#goals/events.js';
import { goalStatusAfter, type GoalStatus, type GoalStatusEvent } from '#goals/published/states.js';
import type { LocalDate } from '#time/local-date.js';
import { goalEntries } from '../entries/goal-entries.js';
import type { Fact } from '../fact.js';
import { tally, type Figure } from './figure.js';
import type { Lived, Span } from './sheet-span.js';
import type { GoalFigures, GoalLine } from './sheet.js';

export interface GoalLife extends Lived {
  readonly id: string;
  readonly no: string;
  readonly statement: string;
  readonly dueOn: LocalDate;
  readonly status: GoalStatus;
  readonly outcome: Outcome | null;
  readonly stands: Fact;
}

type GoalFact = Extract<Fact, { type: GoalStatusEvent }>;

const isGoalFact = (fact: Fact): fact is GoalFact => fact.type in goalEntries;

const step = (life: GoalLife, fact: GoalFact): GoalLife => {
  const status = goalStatusAfter(life.status, fact.type);
  const outcome = fact.type === 'GoalConcluded' ? fact.data.outcome : life.outcome;
  return { ...life, status, outcome, stands: status === life.status ? life.stands : fact };
};

/** Folds the facts of one goal, in the order of its life. */
export const goalLife = (id: string, facts: readonly Fact[]): GoalLife | undefined => {
  const assigned = facts[0];
  if (assigned?.type !== 'GoalAssigned' && assigned?.type !== 'GoalTakenOver') return undefined;
  const { no, year, statement, dueOn } = assigned.data;
  const life: GoalLife = {
    id,
    no,
    raisedIn: year,
    statement: statement.text,
    dueOn,
    status: assigned.type === 'GoalTakenOver' ? assigned.data.status : goalStatusAfter(undefined, assigned.type),
    outcome: assigned.type === 'GoalTakenOver' ? (assigned.data.outcome ?? null) : null,
    stands: assigned,
    facts,
  };
  return facts.slice(1).filter(isGoalFact).reduce(step, life);
};

export const isGoalSettled = ({ status }: GoalLife): boolean => status === 'concluded';

const lineOf = ({ id, no, raisedIn, statement, dueOn, status, outcome }: GoalLife): GoalLine => ({
  id,
  no,
  raisedIn,
  statement,
  dueOn,
  status,
  outcome,
});

export const goalFigures = (lives: readonly GoalLife[], { isOfCycle }: Span): GoalFigures<Figure> => {
  const where = (test: (life: GoalLife) => boolean, shownBy = ({ stands }: GoalLife): readonly Fact[] => [stands]) =>
    tally(lives.filter(test), shownBy);
  const accepted = (fact: Fact): boolean =>
    fact.type === 'GoalAccepted' || (fact.type === 'GoalTakenOver' && fact.data.status !== 'assigned');
  return {
    total: where(
      () => true,
      ({ facts }) => facts.slice(0, 1),
    ),
    accepted: where(
      ({ facts }) => facts.some(accepted),
      ({ facts }) => facts.filter(accepted),
    ),
    achieved: where(({ outcome }) => outcome === 'achieved'),
    largelyAchieved: where(({ outcome }) => outcome === 'largely-achieved'),
    notAchieved: where(({ outcome }) => outcome === 'not-achieved'),
    open: where((life) => !isGoalSettled(life)),
    untouched: where(({ facts }) => !facts.some(isOfCycle)),
    items: lives.map(lineOf),
  };
};
