import type { Outcome } from '#goals/events.js';
import type { GoalStatus, RequirementStatus } from '#goals/published/states.js';
import type { Bulletin, ProblemStatus } from '#problems/published/states.js';
import type { Grade, Mode } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { CycleDays } from '../cycle.js';
import type { Figure } from './figure.js';

/** One problem of a block, as it stood at the end of the cycle. */
export interface ProblemLine {
  readonly id: string;
  readonly no: string;
  readonly raisedIn: number;
  readonly statement: string;
  readonly status: ProblemStatus;
  readonly word: Bulletin;
  readonly dueOn: LocalDate | null;
  /** The submission that was accepted: the day that counts for its date, and whether that was in time. */
  readonly submittedOn: LocalDate | null;
  readonly inTime: boolean | null;
  readonly settledOn: LocalDate | null;
}

export interface GoalLine {
  readonly id: string;
  readonly no: string;
  readonly raisedIn: number;
  readonly statement: string;
  readonly dueOn: LocalDate;
  readonly status: GoalStatus;
  readonly outcome: Outcome | null;
}

export interface RequirementLine {
  readonly id: string;
  readonly no: string;
  readonly raisedIn: number;
  readonly heading: string;
  readonly status: RequirementStatus;
}

/** `total` = closed + standing + withdrawn + open = all `words` together. */
export interface ProblemFigures<F> {
  readonly total: F;
  readonly listed: F;
  readonly dispatched: F;
  readonly closed: F;
  readonly standing: F;
  readonly withdrawn: F;
  readonly open: F;
  /** Of all: nothing happened to them in this cycle. */
  readonly untouched: F;
  /** By the submission finally accepted, against its date with extensions. */
  readonly submittedInTime: F;
  readonly submittedLate: F;
  /** In this cycle. */
  readonly reopened: F;
  /** In this cycle: plan or rectification sent back, or closing refused. */
  readonly returned: F;
  /** Nothing that was merged is in a sheet. */
  readonly words: Readonly<Record<Exclude<Bulletin, 'merged'>, F>>;
  readonly items: readonly ProblemLine[];
}

/** `total` = achieved + largelyAchieved + notAchieved + open. */
export interface GoalFigures<F> {
  readonly total: F;
  readonly accepted: F;
  readonly achieved: F;
  readonly largelyAchieved: F;
  readonly notAchieved: F;
  readonly open: F;
  readonly untouched: F;
  readonly items: readonly GoalLine[];
}

/** `total` = concluded + open. */
export interface RequirementFigures<F> {
  readonly total: F;
  readonly acknowledged: F;
  readonly implemented: F;
  readonly concluded: F;
  readonly open: F;
  readonly untouched: F;
  readonly items: readonly RequirementLine[];
}

/** What was handed in and looked at in this cycle. */
export interface CheckFigures<F> {
  readonly evidence: F;
  readonly verified: F;
  readonly returned: F;
}

export interface SheetBlock<F> {
  readonly problems: ProblemFigures<F>;
  readonly goals: GoalFigures<F>;
  readonly requirements: RequirementFigures<F>;
  readonly checks: CheckFigures<F>;
}

export interface ReportFigures<F> {
  readonly mode: Mode | null;
  readonly deliveredOn: LocalDate | null;
  /** Delivered by an acting secretary. */
  readonly acting: boolean;
  readonly submissions: F;
  readonly returns: F;
  /** Items that it had to answer, and those it did not at its delivery. */
  readonly toAnswer: F;
  readonly unanswered: F;
  readonly suppliedLater: F;
  readonly excused: F;
}

export interface CommentFigures<F> {
  readonly comments: F;
  readonly strengths: F;
  /** Strengths worth telling to others. */
  readonly practices: F;
  readonly directions: F;
}

export interface GradeState {
  readonly decided: boolean;
  readonly fedBackOn: LocalDate | null;
  /** Null also for a reader who may not see it. */
  readonly grade: Grade | null;
}

/** 年度情况表 of one branch and year. No figure of it is a sum over branches or stands beside another branch's. */
export interface Sheet<F> {
  readonly branch: string;
  readonly year: number;
  /** Null: no day falls in it. */
  readonly cycle: CycleDays | null;
  readonly report: ReportFigures<F>;
  readonly comments: CommentFigures<F>;
  /** Raised earlier, and open or worked on in this cycle. */
  readonly inherited: SheetBlock<F>;
  readonly raised: SheetBlock<F>;
  readonly grade: GradeState;
}

export type ExplainedSheet = Sheet<Figure>;
export type PlainSheet = Sheet<number>;
