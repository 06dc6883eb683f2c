import { deadlinesAfter, type Deadlines } from '#problems/published/deadlines.js';
import { SETTLED, statusAfter, type ProblemStatus, type StatusEvents } from '#problems/published/states.js';
import { submittedOnPaper } from '#problems/published/taken-over.js';
import type { FreeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import { problemEntries } from '../entries/problem-entries.js';
import type { Fact } from '../fact.js';
import { countingDay, type DayRules } from './counting-day.js';

type ProblemFact = Extract<Fact, { type: keyof StatusEvents }>;

const MEETING = [
  'ProblemFlagged',
  'ProblemRestated',
  'ProblemSplit',
  'ProblemsMerged',
  'CommonProblemRaised',
  'CommonChildRestated',
  'ProblemListApproved',
] as const satisfies readonly Fact['type'][];
type MeetingFact = Extract<Fact, { type: (typeof MEETING)[number] }>;

const isOfMeeting = (fact: Fact): fact is MeetingFact => MEETING.some((type) => type === fact.type);

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

/** Number and words of a problem as the fact that raised it has them. */
const namedBy = (fact: Fact, id: string): { readonly no: string; readonly statement: FreeText } | undefined => {
  if (fact.type === 'ProblemFlagged' || fact.type === 'ProblemRaised' || fact.type === 'ProblemTakenOver')
    return fact.data;
  if (fact.type === 'ProblemSplit') return fact.data.parts.find(({ problem }) => problem === id);
  if (fact.type !== 'CommonProblemRaised') return undefined;
  const child = fact.data.children.find(({ problem }) => problem === id);
  return child && { no: child.no, statement: fact.data.statement };
};

type TakenOver = Extract<Fact, { type: 'ProblemTakenOver' }>;

const ACCEPTED: readonly ProblemStatus[] = ['verified', 'standing', 'closed'];

/** What the old ledger tells of dates and of the submission that stands; its paper vouches for the day. */
const onPaper = (fact: TakenOver): Pick<ProblemLife, 'deadlines' | 'submissions' | 'accepted'> => {
  const deadlines = deadlinesAfter({}, fact);
  const on = submittedOnPaper(fact.data);
  if (on === undefined) return { deadlines, submissions: [], accepted: null };
  const submission = { submission: 1, fact, on, dueOn: deadlines.dueOn ?? null };
  return { deadlines, submissions: [submission], accepted: ACCEPTED.includes(fact.data.status) ? submission : null };
};

const raise = (id: string, facts: readonly Fact[]): ProblemLife | undefined => {
  const fact = facts[0];
  const named = fact && namedBy(fact, id);
  if (fact === undefined || named === undefined || !isProblemFact(fact)) return undefined;
  return {
    id,
    no: named.no,
    raisedIn: fact.year ?? fact.reviewYear ?? 0,
    statement: named.statement.text,
    status: statusAfter(undefined, fact.type, fact.data),
    stands: fact,
    facts,
    deadlines: {},
    submissions: [],
    accepted: null,
    ...(fact.type === 'ProblemTakenOver' ? onPaper(fact) : {}),
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

const isProblemFact = (fact: Fact): fact is ProblemFact => fact.type in problemEntries || isOfMeeting(fact);

const deadlinesWith = (deadlines: Deadlines, fact: ProblemFact): Deadlines =>
  isOfMeeting(fact) ? deadlines : deadlinesAfter(deadlines, fact);

/** The words for the list, where there are others than those that were said. */
const wordsAfter = ({ id, statement }: ProblemLife, fact: Fact): string => {
  if (fact.type === 'ProblemRestated' || fact.type === 'CommonChildRestated') return fact.data.statement.text;
  if (fact.type === 'ProblemSplit') return namedBy(fact, id)?.statement.text ?? statement;
  return fact.type === 'ProblemsMerged' ? (fact.data.statement?.text ?? statement) : statement;
};

const isMerged = (id: string, fact: Fact): boolean => fact.type === 'ProblemsMerged' && fact.data.merged.includes(id);

const step =
  (rules: DayRules) =>
  (life: ProblemLife, fact: ProblemFact): ProblemLife => {
    const status = statusAfter(life.status, fact.type, fact.data);
    const stands = status === life.status ? life.stands : fact;
    const deadlines = deadlinesWith(life.deadlines, fact);
    const dated = { ...life, status, stands, deadlines, statement: wordsAfter(life, fact) };
    return { ...dated, ...submissionsAfter(dated, fact, rules) };
  };

/**
 * Folds the facts of one problem, in the order of its life; `undefined` when its raising is not the first of them, and
 * for one that was merged into another, which counts for both.
 */
export const problemLife = (id: string, facts: readonly Fact[], rules: DayRules): ProblemLife | undefined => {
  if (facts.some((fact) => isMerged(id, fact))) return undefined;
  const raised = raise(id, facts);
  return raised && facts.slice(1).filter(isProblemFact).reduce(step(rules), raised);
};

export const isSettled = ({ status }: ProblemLife): boolean => SETTLED.includes(status);
