import type { Level } from '#access/levels.js';
import type { LocalDate } from '#time/local-date.js';
import type { Form, Grade, GroupTally, ItemRef, LeadUnit } from '../../events.js';

export interface AnswerView {
  readonly item: ItemRef;
  readonly answer: string;
}

export interface DeliveryView {
  readonly deliveredBy: string;
  readonly acting: boolean;
}

export interface QuestionView {
  readonly question: number;
  readonly words: string;
  readonly level: Level;
  /** Null until it was answered. */
  readonly answer: string | null;
  readonly answerLevel: Level | null;
}

export interface FlaggedView {
  readonly id: string;
  readonly no: string;
  readonly statement: string;
  readonly category: string;
  readonly lead: LeadUnit;
  readonly level: Level;
  readonly recurrenceOf: string | null;
}

export interface AssignedView {
  readonly id: string;
  readonly no: string;
  readonly statement: string;
  readonly measure: string;
  readonly dueOn: LocalDate;
}

export interface CommentView {
  readonly comment: number;
  readonly leading: boolean;
  readonly commentator: string;
  readonly on: LocalDate;
  readonly words: string | null;
  readonly level: Level;
  readonly strengths: readonly { readonly words: string; readonly practice: boolean }[];
  readonly problems: readonly FlaggedView[];
  readonly goals: readonly AssignedView[];
  readonly directions: readonly string[];
}

export interface TallyView {
  readonly form: Form;
  readonly tally: number;
  readonly groups: readonly GroupTally[];
  /** 计票人, 监票人. */
  readonly countedBy: string;
  readonly supervisedBy: string;
  readonly confirmations: number;
  readonly complete: boolean;
}

export interface GradeView {
  readonly grade: Grade;
  readonly meetingOn: LocalDate;
  readonly minutesNumber: string;
  readonly opinion: string;
  readonly sourcesConsidered: readonly string[];
}

/** Who has which part in one report; for display only. */
export interface ReportParts {
  readonly commentator: string | null;
  readonly substitutes: readonly string[];
}

/** Everything said in and to one report. */
export interface ReportDetail {
  /** The newest one handed in. */
  readonly body: string | null;
  readonly answers: readonly AnswerView[];
  readonly returnedFor: string | null;
  readonly delivery: DeliveryView | null;
  readonly supplied: readonly AnswerView[];
  readonly excused: readonly { readonly item: ItemRef; readonly reason: string }[];
  readonly questions: readonly QuestionView[];
  readonly comments: readonly CommentView[];
  readonly tallies: readonly TallyView[];
}

export const NO_DETAIL: ReportDetail = {
  body: null,
  answers: [],
  returnedFor: null,
  delivery: null,
  supplied: [],
  excused: [],
  questions: [],
  comments: [],
  tallies: [],
};
