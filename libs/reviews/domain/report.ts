import type { Aggregate } from '#event-sourcing/decider.js';
import { unreachable } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import { parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import type { Form, ItemRef, ReportEvent } from '../events.js';
import type { ProblemsOfReport } from './report-problems.js';
import { problemsAfter } from './report-problems.js';

/** A tally as far as its confirmation goes. */
export interface TallyState {
  /** Number of the newest tally of its form. */
  readonly tally: number;
  /** Persons who confirmed it, deciding or typing. */
  readonly confirmedBy: readonly string[];
  readonly complete: boolean;
}

/** What decisions need of one report; the fold of `report-<year>-<branch>`. */
export interface ReportState {
  /** Absent, like `branch`: nothing recorded yet. */
  readonly year?: number;
  readonly branch?: string;
  /** Absent: not called for yet. */
  readonly calledFor?: readonly ItemRef[];
  readonly status: 'awaited' | 'submitted' | 'returned' | 'accepted';
  /** Ids of the items that the report in hand answers. */
  readonly answered: ReadonlySet<string>;
  readonly deliveredOn?: LocalDate;
  /** 未回应: called for, not answered at delivery, not supplied or excused since. */
  readonly missing: readonly ItemRef[];
  readonly questions: number;
  /** Numbers of the questions that were answered. */
  readonly questionsAnswered: ReadonlySet<number>;
  readonly comments: number;
  readonly hasLeadingComment: boolean;
  /** By id, in the order of flagging, those that were merged among them. */
  readonly problems: ProblemsOfReport;
  /** Numbers given to problems so far, also to those that were voided. */
  readonly problemNumbers: number;
  readonly goals: number;
  readonly tallies: ReadonlyMap<Form, TallyState>;
  readonly gradeDecided: boolean;
  readonly gradeFedBack: boolean;
  /** Day of the last step: submitted, returned, accepted, delivered, graded, fed back. */
  readonly lastStepOn?: LocalDate;
}

const INITIAL: ReportState = {
  status: 'awaited',
  answered: new Set(),
  missing: [],
  questions: 0,
  questionsAnswered: new Set(),
  comments: 0,
  hasLeadingComment: false,
  problems: new Map(),
  problemNumbers: 0,
  goals: 0,
  tallies: new Map(),
  gradeDecided: false,
  gradeFedBack: false,
};

const without = (missing: readonly ItemRef[], item: ItemRef): readonly ItemRef[] =>
  missing.filter(({ id }) => id !== item.id);

const withTally = (state: ReportState, form: Form, tally: TallyState): Partial<ReportState> => ({
  tallies: new Map([...state.tallies, [form, tally]]),
});

type Confirmed = Extract<ReportEvent, { type: 'AppraisalConfirmed' }>;

const confirmation = (state: ReportState, event: Recorded<Confirmed>): TallyState => {
  const { actor, recordedBy } = event.metadata;
  const before = state.tallies.get(event.data.form)?.confirmedBy ?? [];
  return { tally: event.data.tally, confirmedBy: [...before, actor, recordedBy], complete: event.data.complete };
};

/** A split keeps the number for its first part and gives one to each of the others. */
const numberOf = (id: string): number => parseItem(id)?.n ?? 0;

const numbersAfter = ({ problemNumbers }: ReportState, event: Recorded<ReportEvent>): number => {
  const given = event.type === 'ProblemFlagged' ? [event.data] : event.type === 'ProblemSplit' ? event.data.parts : [];
  return Math.max(problemNumbers, ...given.map(({ problem }) => numberOf(problem)));
};

const change = (state: ReportState, event: Recorded<ReportEvent>): Partial<ReportState> => {
  const lastStepOn = event.metadata.occurredOn;
  switch (event.type) {
    case 'AnswersCalledFor':
      return { calledFor: event.data.items };
    case 'ReportSubmitted':
      return { status: 'submitted', answered: new Set(event.data.answers.map(({ item }) => item.id)), lastStepOn };
    case 'ReportReturned':
      return { status: 'returned', lastStepOn };
    case 'ReportAccepted':
      return { status: 'accepted', lastStepOn };
    case 'ReportDelivered':
      return { deliveredOn: lastStepOn, missing: event.data.unanswered, lastStepOn };
    case 'QuestionAsked':
      return { questions: event.data.question };
    case 'QuestionAnswered':
      return { questionsAnswered: new Set([...state.questionsAnswered, event.data.question]) };
    case 'CommentIssued':
      return { comments: event.data.comment, hasLeadingComment: state.hasLeadingComment || event.data.leading };
    case 'ProblemFlagged':
    case 'ProblemRestated':
    case 'ProblemSplit':
    case 'ProblemsMerged':
      return { problems: problemsAfter(state.problems, event), problemNumbers: numbersAfter(state, event) };
    case 'GoalAssigned':
      return { goals: Math.max(state.goals, numberOf(event.data.goal)) };
    case 'MissingAnswerSupplied':
    case 'MissingAnswerExcused':
      return { missing: without(state.missing, event.data.item) };
    case 'AppraisalTallied':
      return withTally(state, event.data.form, { tally: event.data.tally, confirmedBy: [], complete: false });
    case 'AppraisalConfirmed':
      return withTally(state, event.data.form, confirmation(state, event));
    case 'GradeDecided':
      return { gradeDecided: true, lastStepOn };
    case 'GradeFedBack':
      return { gradeFedBack: true, lastStepOn };
    default:
      return unreachable(event);
  }
};

/** Whoever has a number keeps it, void or not. */
const numbersOf = (state: ReportState, event: Recorded<ReportEvent>): Partial<ReportState> => {
  switch (event.type) {
    case 'QuestionAsked':
      return { questions: event.data.question };
    case 'CommentIssued':
      return { comments: event.data.comment };
    case 'ProblemFlagged':
    case 'ProblemSplit':
      return { problemNumbers: numbersAfter(state, event) };
    case 'GoalAssigned':
      return { goals: Math.max(state.goals, numberOf(event.data.goal)) };
    default:
      return {};
  }
};

export const report: Aggregate<ReportState, ReportEvent> = {
  category: 'report',
  initial: INITIAL,
  evolve: (state, event) => ({
    ...state,
    year: event.data.year,
    branch: event.data.branch,
    ...change(state, event),
  }),
  evolveVoided: (state, event) => ({ ...state, ...numbersOf(state, event) }),
  tags: ({ branch, year }) => (branch === undefined || year === undefined ? {} : { branch, year }),
};
