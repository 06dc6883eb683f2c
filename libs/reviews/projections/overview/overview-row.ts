import type { Columns, Index } from '#event-sourcing/projection/projection.js';
import type { LocalDate } from '#time/local-date.js';
import { reportStream, reviewStream, type ItemRef, type Mode } from '../../events.js';
import { NO_DETAIL, type GradeView, type ReportDetail, type ReportParts } from './report-detail.js';

export const REPORT_STATUSES = ['none', 'submitted', 'returned', 'accepted', 'delivered'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

export interface LimitedCounts {
  readonly questions: number;
  readonly questionsOpen: number;
  readonly comments: number;
  readonly problems: number;
}

/**
 * One branch in one review. Enrolment comes from the review's stream, the rest from the report's, in whatever order:
 * each stream has fields of its own.
 */
export interface OverviewRow {
  /** `<year>-<branch>`. */
  readonly key: string;
  readonly year: number;
  readonly branch: string;
  /** Null as long as its enrolment has not been seen. */
  readonly mode: Mode | null;
  readonly status: ReportStatus;
  readonly submittedOn: LocalDate | null;
  readonly acceptedOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
  readonly deliveredMode: Mode | null;
  /** Fixed before the report: the items it has to answer. */
  readonly toAnswer: readonly ItemRef[] | null;
  /** 未回应 at the delivery, and neither supplied nor excused since. */
  readonly unanswered: readonly ItemRef[];
  readonly questions: number;
  readonly questionsOpen: number;
  readonly comments: number;
  /** As they stand: a split one counts its parts, a merged one no more. */
  readonly problems: number;
  readonly goals: number;
  /** How many of those counted above are 限班子. */
  readonly limited: LimitedCounts;
  /** Tallies that wait for a second confirmation. */
  readonly talliesOpen: number;
  readonly talliesConfirmed: number;
  readonly gradeDecidedOn: LocalDate | null;
  readonly gradeFedBackOn: LocalDate | null;
  /** Events in the report's stream, which is its ETag; 0: nothing was said in it yet. */
  readonly length: number;
  readonly parts: ReportParts;
  readonly grade: GradeView | null;
  /** Long; lists are read without it. */
  readonly detail: ReportDetail;
}

export const emptyRow = (key: string, year: number, branch: string): OverviewRow => ({
  key,
  year,
  branch,
  mode: null,
  status: 'none',
  submittedOn: null,
  acceptedOn: null,
  deliveredOn: null,
  deliveredMode: null,
  toAnswer: null,
  unanswered: [],
  questions: 0,
  questionsOpen: 0,
  comments: 0,
  problems: 0,
  goals: 0,
  limited: { questions: 0, questionsOpen: 0, comments: 0, problems: 0 },
  talliesOpen: 0,
  talliesConfirmed: 0,
  gradeDecidedOn: null,
  gradeFedBackOn: null,
  length: 0,
  parts: { commentator: null, substitutes: [] },
  grade: null,
  detail: NO_DETAIL,
});

const text = { type: 'text' } as const;
const integer = { type: 'integer' } as const;
const date = { type: 'date', nullable: true } as const;

export const overviewColumns: Columns<OverviewRow> = {
  key: text,
  year: integer,
  branch: text,
  mode: { type: 'text', nullable: true },
  status: text,
  submittedOn: date,
  acceptedOn: date,
  deliveredOn: date,
  deliveredMode: { type: 'text', nullable: true },
  toAnswer: { type: 'json', nullable: true },
  unanswered: { type: 'json' },
  questions: integer,
  questionsOpen: integer,
  comments: integer,
  problems: integer,
  goals: integer,
  limited: { type: 'json' },
  talliesOpen: integer,
  talliesConfirmed: integer,
  gradeDecidedOn: date,
  gradeFedBackOn: date,
  length: integer,
  parts: { type: 'json' },
  grade: { type: 'json', nullable: true },
  detail: { type: 'json' },
};

export const overviewIndexes: readonly Index<OverviewRow>[] = [
  { columns: ['year', 'branch'] },
  { columns: ['branch'] },
];

/** Streams in which what concerns a branch in a review is said. */
export const overviewSources = (key: string): readonly string[] => {
  const [year = '', branch = ''] = key.split('-');
  return [reviewStream(Number(year)), reportStream(Number(year), branch)];
};
