import type { Level } from '#access/levels.js';
import type { BranchItem, ItemStep } from '#chronicle/published/branch-items.js';
import type { ClockBasis } from '#problems/published/clock-day.js';
import type { LocalDate } from '#time/local-date.js';
import type { Mode } from '../events.js';
import type { OverviewRow, ReportStatus } from '../projections/overview/overview-row.js';
import type { GradeView } from '../projections/overview/report-detail.js';
import { documentLevel, levelsIn } from './as-read.js';
import { shownComments, type ReportView } from './report-view.js';
import type { Years } from './to-answer-view.js';

/** A matter with what was done on it since the last comment. */
export interface BriefItem extends Omit<BranchItem, 'steps' | 'told' | 'led' | 'result'> {
  readonly done: readonly ItemStep[];
}

/** One problem pointed out again, the oldest first; it ends with the one of today. */
export interface Recurrence {
  readonly id: string;
  readonly chain: readonly Pick<BranchItem, 'id' | 'no' | 'raisedIn' | 'title' | 'status'>[];
}

/** 点评参考: what whoever comments on a branch needs to know of it, also what is 限班子. */
export interface Brief {
  readonly year: number;
  readonly branch: string;
  /** The narrowest of what is in it. */
  readonly level: Level;
  readonly name: string | null;
  readonly commentator: string | null;
  readonly report: {
    readonly status: ReportStatus;
    readonly mode: Mode | null;
    readonly submittedOn: LocalDate | null;
    readonly acceptedOn: LocalDate | null;
    readonly toAnswer: number | null;
    readonly answered: number;
  };
  /** Year and comments of the last review in which this branch was commented on, in full. */
  readonly last: { readonly year: number; readonly comments: ReportView['given'] } | null;
  /** Raised at the last review, whatever became of them. */
  readonly raisedLast: readonly BriefItem[];
  /** Raised earlier or between, and open. */
  readonly otherOpen: readonly BriefItem[];
  /** Problems pointed out before. */
  readonly recurring: readonly Recurrence[];
  /** 共性问题 of this branch, by id. */
  readonly common: readonly string[];
  /** Null also as long as the reader may not see it. */
  readonly lastGrade: (GradeView & { readonly year: number }) | null;
  readonly lightsOf: ClockBasis;
}

export interface BriefParts {
  readonly row: OverviewRow;
  /** Of earlier reviews, the newest first. */
  readonly earlier: readonly OverviewRow[];
  readonly items: readonly BranchItem[];
  readonly years: Years;
  readonly branchName: string | null;
  readonly persons: ReadonlyMap<string, string>;
  /** Whether the reader may see the grade of a report. */
  readonly seesGrade: (row: OverviewRow) => boolean;
  readonly lightsOf: ClockBasis;
}

const briefItem =
  (since: LocalDate | undefined) =>
  ({ steps, told: _told, led: _led, result: _result, ...item }: BranchItem): BriefItem => ({
    ...item,
    done: steps.filter(({ on }) => since === undefined || on >= since),
  });

/** From the first time it was pointed out; an id of another branch, or one that comes round again, ends it. */
export const recurrenceOf = (item: BranchItem, items: readonly BranchItem[]): Recurrence['chain'] => {
  const chain = [item];
  for (let former = item.recurrenceOf; former !== null;) {
    const found = items.find(({ id }) => id === former);
    if (found === undefined || chain.includes(found)) break;
    chain.unshift(found);
    former = found.recurrenceOf;
  }
  return chain.map(({ id, no, raisedIn, title, status }) => ({ id, no, raisedIn, title, status }));
};

export const briefOf = ({
  row,
  earlier,
  items,
  years,
  branchName,
  persons,
  seesGrade,
  lightsOf,
}: BriefParts): Brief => {
  const { year, branch, status, mode, submittedOn, acceptedOn, toAnswer, detail, parts } = row;
  const commented = earlier.find(({ comments }) => comments > 0);
  const graded = earlier.find(({ grade }) => grade !== null);
  const told = items.filter((item) => item.told && !(item.atReview && item.raisedIn >= years.year));
  const isLast = (item: BranchItem): boolean => item.atReview && item.raisedIn === years.lastYear;
  const shown = told.filter((item) => isLast(item) || item.settled === null);
  const ofItem = briefItem(commented?.detail.comments.at(-1)?.on);
  const comments = commented?.detail.comments ?? [];
  return {
    year,
    branch,
    level: documentLevel([...levelsIn({ questions: [], comments }), ...shown.map(({ level }) => level)]),
    name: branchName,
    commentator: parts.commentator === null ? null : (persons.get(parts.commentator) ?? null),
    report: {
      status,
      mode,
      submittedOn,
      acceptedOn,
      toAnswer: toAnswer?.length ?? null,
      answered: detail.answers.length + detail.supplied.length,
    },
    last:
      commented === undefined
        ? null
        : { year: commented.year, comments: shownComments(commented.detail.comments, persons) },
    raisedLast: shown.filter(isLast).map(ofItem),
    otherOpen: shown.filter((item) => !isLast(item)).map(ofItem),
    recurring: shown
      .filter((item) => item.recurrenceOf !== null)
      .map((item) => ({ id: item.id, chain: recurrenceOf(item, items) })),
    common: shown.filter(({ source }) => source === 'common').map(({ id }) => id),
    lastGrade:
      graded === undefined || graded.grade === null || !seesGrade(graded)
        ? null
        : { year: graded.year, ...graded.grade },
    lightsOf,
  };
};
