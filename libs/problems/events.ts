import type { EventsOf, FreeText, StreamRevision } from '#event-sourcing/event.js';
import type { LeadUnit } from '#reviews/events.js';
import type { LocalDate } from '#time/local-date.js';
import type { ProblemStatus } from './published/states.js';

/**
 * Where a problem came from. `review` problems are flagged in a comment, `common` ones are one unit's part of what was
 * said to several; the others are raised by themselves.
 */
export const SOURCES = ['review', 'common', 'self-examined', 'check', 'inspection', 'superior', 'opinion'] as const;
export type Source = (typeof SOURCES)[number];

/** 立行立改 at once · 限期整改 by a date · 长期坚持 standing. */
export const MEASURE_KINDS = ['at-once', 'by-date', 'standing'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export interface Measure {
  readonly measure: number;
  readonly words: FreeText;
  readonly kind: MeasureKind;
  readonly leadUnit: LeadUnit;
  readonly supportingUnits: readonly LeadUnit[];
  readonly responsiblePost: string;
  /** Absent for a standing measure only. */
  readonly dueOn?: LocalDate;
  readonly expectedResult: FreeText;
}

export const EVIDENCE_KINDS = ['document', 'minutes', 'ledger', 'photograph', 'other'] as const;

/** 佐证: a document on file is enough. */
export interface Evidence {
  readonly kind: (typeof EVIDENCE_KINDS)[number];
  readonly title: FreeText;
  readonly date: LocalDate;
  readonly number?: string;
  readonly place?: string;
  /** SHA-256 of the file, hex. */
  readonly sha256?: string;
}

/** Where an item stands in the old ledger: `number` is book and page 册页号, `place` where that is kept. */
export interface PaperReference {
  readonly kind: string;
  readonly number: string;
  readonly date: LocalDate;
  readonly place?: string;
}

/** Where the fact that opened a stream stands, for anyone who wants to check it. */
export interface SourceFact extends StreamRevision {
  readonly eventId: string;
}

/** Stream `problem-<id>`. */
export type ProblemEvents = {
  /** Opens the stream of a problem said at a meeting, together with the first act on it; read models ignore it. */
  ProblemOpened: {
    problem: string;
    no: string;
    year: number;
    branch: string;
    lead: LeadUnit;
    /** Where it was flagged, split off, or raised as common. */
    flagged: SourceFact;
    listed?: SourceFact;
  };
  /**
   * A problem that does not come from a review; it starts as listed. `year`: the cycle's year it is raised in. `branch`:
   * the unit that was told; where no branch is, the code of the office or committee that leads it.
   */
  ProblemRaised: {
    problem: string;
    no: string;
    year: number;
    branch: string;
    source: Exclude<Source, 'review' | 'common'>;
    statement: FreeText;
    category: string;
    lead: LeadUnit;
    recurrenceOf?: string;
  };
  /**
   * 期初录入: a problem of the old ledger, as it stands on the day of the entry. It opens the stream in that status, which
   * was entered on the day `since`; steps before that are told by their days, as far as the paper has them.
   */
  ProblemTakenOver: {
    problem: string;
    no: string;
    /** The year it was raised in. */
    year: number;
    branch: string;
    source: Source;
    statement: FreeText;
    category: string;
    lead: LeadUnit;
    recurrenceOf?: string;
    status: ProblemStatus;
    since: LocalDate;
    raisedOn: LocalDate;
    listedOn?: LocalDate;
    listNumber?: string;
    dispatchedOn?: LocalDate;
    noticeNumber?: string;
    planDueOn?: LocalDate;
    acknowledgedOn?: LocalDate;
    measures?: readonly Measure[];
    /** Numbers of the measures carried out already. */
    measuresDone?: readonly number[];
    /** For the rectification, with the extensions granted on paper. */
    dueOn?: LocalDate;
    /** As first planned; absent where it was extended and the paper does not tell. */
    originalDueOn?: LocalDate;
    extensionsGranted?: number;
    /** Sent back on paper, and not handed in again. */
    returned?: true;
    submittedOn?: LocalDate;
    verifiedOn?: LocalDate;
    /** Of the closing or the withdrawal. */
    conclusion?: FreeText;
    /** Latest half-year of which a standing problem has its note on paper. */
    notedHalf?: string;
    paper: PaperReference;
    /** The key of the item in the file that it was imported from. */
    externalKey?: string;
  };
  /** 整改通知. `planDueOn` is for the plan, not for the rectification. */
  ProblemDispatched: {
    problem: string;
    noticeNumber: string;
    lead: LeadUnit;
    planDueOn: LocalDate;
    /** After a contest: sent to the same unit again, or to another. */
    afterContest?: 'confirmed' | 'readdressed';
  };
  DispatchAcknowledged: { problem: string };
  DispatchContested: { problem: string; reason: FreeText };
  PlanSubmitted: {
    problem: string;
    cause: FreeText;
    /** The branch meeting that adopted the plan. */
    adoptedBy: string;
    adoptedOn: LocalDate;
    measures: readonly Measure[];
    /** Latest due date of its measures. */
    dueOn?: LocalDate;
  };
  PlanApproved: { problem: string };
  PlanReturned: { problem: string; reason: FreeText };
  MeasureProgressed: {
    problem: string;
    measure: number;
    words: FreeText;
    done: boolean;
    evidence: readonly Evidence[];
  };
  ExtensionRequested: { problem: string; extension: number; dueOn: LocalDate; reason: FreeText };
  ExtensionGranted: { problem: string; extension: number; dueOn: LocalDate; formerDueOn: LocalDate };
  ExtensionRefused: { problem: string; extension: number; reason: FreeText };
  /** `atOnce` 立行立改: straight from the acknowledgement, without a plan. */
  RectificationSubmitted: {
    problem: string;
    submission: number;
    summary: FreeText;
    atOnce: boolean;
    evidence: readonly Evidence[];
  };
  SubmissionTakenBack: { problem: string; submission: number; reason?: FreeText };
  RectificationVerified: { problem: string; submission: number; finding: FreeText };
  RectificationReturned: { problem: string; submission: number; reason: FreeText };
  ProblemClosed: { problem: string; conclusion?: FreeText };
  CloseRefused: { problem: string; reason: FreeText };
  /** 已完成并长期坚持: verified, with standing measures. */
  StandingBegun: { problem: string };
  /** One note per half-year: `half` is `2024H1`. */
  StandingNoted: { problem: string; half: string; words: FreeText };
  ProblemReopened: { problem: string; reason: FreeText; dueOn: LocalDate };
  ProblemWithdrawn: { problem: string; reason: FreeText };
};
export type ProblemEvent = EventsOf<ProblemEvents>;

/** Stream `notice-<number>`: 整改通知. The dispatches that follow stand in the streams of the problems. */
export type NoticeEvents = {
  NoticeIssued: { noticeNumber: string; unit: LeadUnit; planDueOn: LocalDate; problems: readonly string[] };
};
export type NoticeEvent = EventsOf<NoticeEvents>;

export const noticeStream = (number: string): string => `notice-${number}`;

export const problemStream = (id: string): string => `problem-${id}`;
