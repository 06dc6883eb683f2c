import { isLimited, levelGiven } from '#access/levels.js';
import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';
import type { LeadUnit, ReportEvent } from '../events.js';
import type { EarlierProblems } from '#problems/published/earlier-problem.js';
import { refuseNoRecurrence } from '#problems/published/earlier-problem.js';
import { itemId, itemNo } from '#text/item-number.js';
import { refuseUndelivered } from './delivery.js';
import type { ReportKey } from './guards.js';
import { nextNumbers } from './item-numbers.js';
import { enrolmentOf, refuseAfterMeeting, refuseBefore } from './guards.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';

export interface ProblemWords {
  readonly statement: string;
  readonly category: string;
  /** The branch itself when absent. */
  readonly lead?: LeadUnit;
  readonly recurrenceOf?: string;
}

export interface GoalWords {
  readonly statement: string;
  readonly measure: string;
  readonly dueOn: LocalDate;
}

export interface Commenting extends ReportKey {
  readonly leading?: boolean;
  readonly words?: string;
  readonly strengths?: readonly { readonly words: string; readonly practice?: boolean }[];
  readonly directions?: readonly string[];
  readonly problems?: readonly ProblemWords[];
  readonly goals?: readonly GoalWords[];
}

export interface CommentRead {
  readonly review: ReviewState;
  /** Those that the problems are said to be again. */
  readonly earlier: EarlierProblems;
  /** Numbers that items of the old ledger have. */
  readonly takenProblems?: ReadonlySet<number>;
  readonly takenGoals?: ReadonlySet<number>;
}

const refuseOthers = (commenting: ReportKey, review: ReviewState, { actor }: CommandContext): void => {
  const { commentator, substitutes } = enrolmentOf(review, commenting);
  if (actor !== commentator && !substitutes.includes(actor))
    throw new DomainError('not-the-commentator', { branch: commenting.branch }, 'actor', 'forbidden');
};

const refuseEmpty = ({ words, strengths = [], directions = [], problems = [], goals = [] }: Commenting): void => {
  if (words === undefined && strengths.length + directions.length + problems.length + goals.length === 0)
    throw new DomainError('comment-empty', {}, 'words', 'invalid');
};

/** A goal is set for the branch, which then must be able to read it. */
const refuseHidden = ({ branch, goals = [] }: Commenting, context: CommandContext): void => {
  if (goals.length > 0 && isLimited({ level: levelGiven(context) }))
    throw new DomainError('level-hides-task', { entry: branch }, 'goals');
};

/** One leading comment per report: the first, unless that one says otherwise. */
const isLeading = ({ leading, branch }: Commenting, { hasLeadingComment }: ReportState): boolean => {
  if (leading === true && hasLeadingComment) throw new DomainError('leading-comment-exists', { branch }, 'leading');
  return leading ?? !hasLeadingComment;
};

const flagged = (
  { year, branch, problems = [] }: Commenting,
  comment: number,
  numbers: readonly number[],
  earlier: EarlierProblems,
): ReportEvent[] =>
  problems.map(({ statement, category, lead: named, recurrenceOf }, index) => {
    const lead =
      named === undefined ? ({ kind: 'branch', code: branch } as const) : { kind: named.kind, code: named.code };
    refuseNoRecurrence(recurrenceOf, { branch, lead }, earlier, `problems[${String(index)}].recurrenceOf`);
    const item = { sort: 'review', year, branch, n: numbers[index] ?? 0 } as const;
    const data = {
      year,
      branch,
      comment,
      problem: itemId(item),
      no: itemNo(item),
      statement: freeText(statement),
      category,
      lead,
      ...(recurrenceOf === undefined ? {} : { recurrenceOf }),
    };
    return { type: 'ProblemFlagged', data };
  });

const assigned = (
  { year, branch, goals = [] }: Commenting,
  comment: number,
  numbers: readonly number[],
  on: LocalDate,
): ReportEvent[] =>
  goals.map(({ statement, measure, dueOn }, index) => {
    if (dueOn < on) throw new DomainError('due-before-meeting', { on }, `goals[${String(index)}].dueOn`, 'invalid');
    const item = { sort: 'goal', year, branch, n: numbers[index] ?? 0 } as const;
    const words = { statement: freeText(statement), measure: freeText(measure) };
    const data = { year, branch, comment, goal: itemId(item), no: itemNo(item), ...words, dueOn };
    return { type: 'GoalAssigned', data };
  });

/**
 * 点评: the words as given, with the problems and goals in them, in one append. By the commentator named or a named
 * substitute, once the report was delivered; entered later, it still happened at the meeting.
 */
export const issueComment: Decide<Commenting, ReportState, ReportEvent, CommentRead> = (
  commenting,
  state,
  context,
  { review, earlier, takenProblems, takenGoals },
) => {
  const { year, branch, words, strengths = [], directions = [], problems = [], goals = [] } = commenting;
  refuseOthers(commenting, review, context);
  refuseAfterMeeting(review, year, context);
  refuseBefore(refuseUndelivered(state, commenting), context);
  refuseEmpty(commenting);
  refuseHidden(commenting, context);
  const comment = state.comments + 1;
  const issued: ReportEvent = {
    type: 'CommentIssued',
    data: {
      year,
      branch,
      comment,
      leading: isLeading(commenting, state),
      commentator: context.actor,
      ...(words === undefined ? {} : { words: freeText(words) }),
      strengths: strengths.map(({ words: said, practice = false }) => ({ words: freeText(said), practice })),
      directions: directions.map(freeText),
    },
  };
  const ofProblems = nextNumbers(state.problemNumbers, problems.length, takenProblems);
  const ofGoals = nextNumbers(state.goals, goals.length, takenGoals);
  return [
    issued,
    ...flagged(commenting, comment, ofProblems, earlier),
    ...assigned(commenting, comment, ofGoals, context.occurredOn),
  ];
};
