import { deadlinesAfter, type Deadlines } from '#problems/published/deadlines.js';
import { statusAfter, type ProblemStatus, type StatusEvents } from '#problems/published/states.js';
import type { LocalDate } from '#time/local-date.js';
import { problemEntries } from '../entries/problem-entries.js';
import type { Fact } from '../fact.js';
import { countingDay, type DayRules } from './counting-day.js';

type ProblemFact = Extract<Fact, { type: keyof StatusEvents }>;

const MEETING: readonly Fact['type'][] = ['ProblemFlagged', 'ProblemListApproved'];

/** A submission with the date it had to meet. */
export interface Submission {
  readonly submission: number;
  readonly fact: Fact;
  readonly on: LocalDate;
  readonly dueOn: LocalDate | null;
}

/** A problem folded to the end of a cycle. */
export interface ProblemLife {
  readonly id: string;
  readonly no: string;
  readonly raisedIn: number;
  readonly statement: string;
  readonly status: ProblemStatus;
  /** The event by which it came into its status. */
  readonly stands: Fact;
  readonly facts: readonly Fact[];
  readonly deadlines: Deadlines;
  readonly submissions: readonly Submission[];
  /** The submission that was verified and not called into question since. */
  readonly accepted: Submission | null;
}

const CALLED_INTO_QUESTION: readonly Fact['type'][] = ['CloseRefused', 'ProblemReopened'];

const raise = (id: string, facts: readonly Fact[]): ProblemLife | undefined => {
  const fact = facts[0];
  if (fact?.type !== 'ProblemFlagged' && fact?.type !== 'ProblemRaised') return undefined;
  return {
    id,
    no: fact.data.no,
    raisedIn: fact.data.year,
    statement: fact.data.statement.text,
    status: statusAfter(undefined, fact.type, fact.data),
    stands: fact,
    facts,
    deadlines: {},
    submissions: [],
    accepted: null,
  };
};

const submissionsAfter = (life: ProblemLife, fact: Fact, rules: DayRules): Partial<ProblemLife> => {
  if (fact.type === 'RectificationSubmitted') {
    const { dueOn = null } = life.deadlines;
    const submission = { submission: fact.data.submission, fact, on: countingDay(fact, rules), dueOn };
    return { submissions: [...life.submissions, submission] };
  }
  if (fact.type === 'RectificationVerified') {
    return { accepted: life.submissions.find(({ submission }) => submission === fact.data.submission) ?? null };
  }
  return CALLED_INTO_QUESTION.includes(fact.type) ? { accepted: null } : {};
};

const isProblemFact = (fact: Fact): fact is ProblemFact => fact.type in problemEntries || MEETING.includes(fact.type);

const deadlinesWith = (deadlines: Deadlines, fact: ProblemFact): Deadlines =>
  fact.type === 'ProblemFlagged' || fact.type === 'ProblemListApproved' ? deadlines : deadlinesAfter(deadlines, fact);

const step =
  (rules: DayRules) =>
  (life: ProblemLife, fact: ProblemFact): ProblemLife => {
    const status = statusAfter(life.status, fact.type, fact.data);
    const stands = status === life.status ? life.stands : fact;
    const dated = { ...life, status, stands, deadlines: deadlinesWith(life.deadlines, fact) };
    return { ...dated, ...submissionsAfter(dated, fact, rules) };
  };

/** Folds the facts of one problem, in the order of its life; `undefined` when its raising is not the first of them. */
export const problemLife = (id: string, facts: readonly Fact[], rules: DayRules): ProblemLife | undefined => {
  const raised = raise(id, facts);
  return raised && facts.slice(1).filter(isProblemFact).reduce(step(rules), raised);
};

const SETTLED: readonly ProblemStatus[] = ['closed', 'withdrawn'];

export const isSettled = ({ status }: ProblemLife): boolean => SETTLED.includes(status);
