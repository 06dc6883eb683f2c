import type { EventsOf, FreeText } from '#event-sourcing/event.js';
import type { LocalDate } from '#time/local-date.js';

/** 现场 on site, 视频 by video, 书面 in writing. */
export const MODES = ['on-site', 'video', 'written'] as const;
export type Mode = (typeof MODES)[number];

/** Groups of a roster: counts only, never names. */
export const ROSTER_GROUPS = [
  'committee-members',
  'branch-secretaries',
  'department-heads',
  'grassroots-members',
  'cadres',
  'staff-representatives',
  'superior-guests',
] as const;
export type RosterGroup = (typeof ROSTER_GROUPS)[number];

export interface RosterEntry {
  readonly group: RosterGroup;
  readonly due: number;
  readonly present: number;
  readonly excused: number;
}

/** To whom a requirement is addressed; codes where it is not all of them. */
export interface Addressees {
  readonly kind: 'branches' | 'departments' | 'first-responsible-persons';
  readonly codes?: readonly string[];
}

/** 述职评议测评表, 民主评议支部测评表. */
export const FORMS = ['report-review', 'democratic-appraisal'] as const;
export type Form = (typeof FORMS)[number];

/** 好 · 较好 · 一般 · 差 · 不评, summing to returned − invalid. */
export interface ItemTally {
  readonly item: string;
  readonly good: number;
  readonly fairlyGood: number;
  readonly fair: number;
  readonly poor: number;
  readonly abstained: number;
}

export interface GroupTally {
  /** Rater groups; those under five were merged before anything was recorded. */
  readonly groups: readonly RosterGroup[];
  readonly entitledPresent: number;
  readonly issued: number;
  readonly returned: number;
  readonly invalid: number;
  readonly items: readonly ItemTally[];
}

export const GRADES = ['good', 'fairly-good', 'fair', 'poor'] as const;
export type Grade = (typeof GRADES)[number];

export const LEAD_KINDS = ['branch', 'department', 'committee', 'office'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];

/** The body that leads the rectification of a problem. `office`: the Party office itself. */
export interface LeadUnit {
  readonly kind: LeadKind;
  readonly code: string;
}

/** Open items that a report must answer, named by id. */
export interface ItemRef {
  readonly kind: 'problem' | 'goal' | 'requirement';
  readonly id: string;
}

/** One of the problems into which a flagged one was parted; the first of them keeps its id. */
export interface SplitPart {
  readonly problem: string;
  readonly no: string;
  readonly statement: FreeText;
  readonly category: string;
  readonly lead: LeadUnit;
  readonly recurrenceOf?: string;
}

/** 共性问题 as one unit has it: a problem with its own life. */
export interface CommonChild {
  /** The branch that is told. */
  readonly branch: string;
  readonly problem: string;
  readonly no: string;
  /** The branch itself when absent. */
  readonly lead?: LeadUnit;
}

export interface Strength {
  readonly words: FreeText;
  /** 经验案例: worth telling to others. */
  readonly practice: boolean;
}

/** Stream `review-<year>`. */
export type ReviewEvents = {
  ReviewScheduled: {
    year: number;
    committee: string;
    title: string;
    plannedOn: LocalDate;
    place?: string;
    presider: string;
  };
  BranchEnrolled: {
    year: number;
    branch: string;
    mode: Mode;
    commentator: string;
    substitutes: readonly string[];
  };
  EnrolmentModeChanged: { year: number; branch: string; mode: Mode; formerMode: Mode; reason: FreeText };
  CommentatorNamed: { year: number; branch: string; commentator: string; substitutes: readonly string[] };
  OpinionsSummarised: { year: number; summary: FreeText };
  /** Takes the place of an earlier roster. */
  RosterRecorded: { year: number; groups: readonly RosterEntry[] };
  /** 总体评价: achievements of the year affirmed for the whole group. */
  SummaryGiven: { year: number; achievements: readonly FreeText[] };
  RequirementIssued: {
    year: number;
    requirement: string;
    no: string;
    number: number;
    heading: FreeText;
    points: readonly FreeText[];
    addressees: Addressees;
    /** Codes of the units it binds, as enrolled on that day. */
    units: readonly string[];
    dueOn?: LocalDate;
  };
  MeetingAdjourned: { year: number; on: LocalDate };
  /** 共性问题: said once for the units named; each has a problem of its own. `common` is no problem itself. */
  CommonProblemRaised: {
    year: number;
    common: string;
    no: string;
    statement: FreeText;
    category: string;
    children: readonly CommonChild[];
  };
  /** One unit's part of a common problem in words of its own; those of the whole stay. */
  CommonChildRestated: {
    year: number;
    branch: string;
    common: string;
    problem: string;
    statement: FreeText;
    reason?: FreeText;
  };
  ProblemListApproved: {
    year: number;
    approvedOn: LocalDate;
    documentNumber: string;
    problems: readonly string[];
  };
  ReviewClosed: { year: number };
};
export type ReviewEvent = EventsOf<ReviewEvents>;

/**
 * Stream `report-<year>-<branch>`: the report, what was said to it, and what was decided on it. A comment and the
 * problems and goals in it are appended together, and these are the facts that read models take.
 */
export type ReportEvents = {
  /** Fixes which open items this report answers, whatever happens to them meanwhile. */
  AnswersCalledFor: { year: number; branch: string; items: readonly ItemRef[] };
  ReportSubmitted: {
    year: number;
    branch: string;
    body: FreeText;
    answers: readonly { item: ItemRef; answer: FreeText }[];
  };
  ReportReturned: { year: number; branch: string; reason: FreeText };
  ReportAccepted: { year: number; branch: string };
  ReportDelivered: {
    year: number;
    branch: string;
    mode: Mode;
    deliveredBy: string;
    acting: boolean;
    /** 未回应: items that the report did not answer. */
    unanswered: readonly ItemRef[];
  };
  QuestionAsked: { year: number; branch: string; question: number; words: FreeText };
  QuestionAnswered: { year: number; branch: string; question: number; words: FreeText };
  CommentIssued: {
    year: number;
    branch: string;
    comment: number;
    leading: boolean;
    commentator: string;
    words?: FreeText;
    strengths: readonly Strength[];
    /** 努力方向: no date, no light; answered next year. */
    directions: readonly FreeText[];
  };
  ProblemFlagged: {
    year: number;
    branch: string;
    comment: number;
    problem: string;
    no: string;
    statement: FreeText;
    category: string;
    lead: LeadUnit;
    recurrenceOf?: string;
  };
  /** The wording for the list; what was said stays in `ProblemFlagged`. */
  ProblemRestated: {
    year: number;
    branch: string;
    problem: string;
    statement: FreeText;
    category?: string;
    reason?: FreeText;
  };
  /** The comment, and in it the problem in whose words all parts were said, and when. */
  ProblemSplit: {
    year: number;
    branch: string;
    problem: string;
    comment: number;
    spoken: string;
    flaggedOn: LocalDate;
    parts: readonly SplitPart[];
    reason?: FreeText;
  };
  /** The merged ones are no problems of their own any more; `into` stands for them. */
  ProblemsMerged: {
    year: number;
    branch: string;
    into: string;
    merged: readonly string[];
    statement?: FreeText;
    reason?: FreeText;
  };
  GoalAssigned: {
    year: number;
    branch: string;
    comment: number;
    goal: string;
    no: string;
    statement: FreeText;
    /** How it will be measured: an indicator or words. */
    measure: FreeText;
    dueOn: LocalDate;
  };
  MissingAnswerSupplied: { year: number; branch: string; item: ItemRef; answer: FreeText };
  MissingAnswerExcused: { year: number; branch: string; item: ItemRef; reason: FreeText };
  AppraisalTallied: {
    year: number;
    branch: string;
    form: Form;
    groups: readonly GroupTally[];
    /** 计票人, 监票人. */
    countedBy: string;
    supervisedBy: string;
    /** Which tally of this form; a later one takes the place of an earlier unconfirmed one. */
    tally: number;
  };
  /** `complete` with the second confirmation. */
  AppraisalConfirmed: { year: number; branch: string; form: Form; tally: number; complete: boolean };
  GradeDecided: {
    year: number;
    branch: string;
    grade: Grade;
    meetingOn: LocalDate;
    minutesNumber: string;
    opinion: FreeText;
    sourcesConsidered: readonly FreeText[];
  };
  GradeFedBack: { year: number; branch: string; on: LocalDate };
};
export type ReportEvent = EventsOf<ReportEvents>;

export const reviewStream = (year: number): string => `review-${String(year)}`;
export const reportStream = (year: number, branch: string): string => `report-${String(year)}-${branch}`;
