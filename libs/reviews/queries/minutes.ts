import { withinLevel, type Level } from '#access/levels.js';
import type { LocalDate } from '#time/local-date.js';
import type { Form, ItemRef, Mode } from '../events.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';
import type { CommonProblemView, RequirementView, ReviewRow } from '../projections/reviews/review-row.js';
import { documentLevel, levelsIn, reportAsRead } from './as-read.js';
import { shownComments, shownTallies, type ReportView } from './report-view.js';
import { addressedTo, affirmed, commonTo, rosterView, type RosterView } from './review-view.js';
import type { Sight } from './sight.js';

export interface VotesCounted {
  readonly form: Form;
  readonly issued: number;
  readonly returned: number;
  readonly invalid: number;
  readonly confirmed: boolean;
}

/** What the minutes say of one branch. */
export interface ReportMinutes {
  readonly branch: string;
  readonly name: string | null;
  readonly mode: Mode | null;
  readonly deliveredOn: LocalDate | null;
  readonly deliveredBy: string | null;
  readonly acting: boolean;
  /** 未回应. */
  readonly unanswered: readonly ItemRef[];
  readonly questions: ReportView['questionsAndAnswers'];
  readonly comments: ReportView['given'];
  /** Null for a reader who may not see votes. */
  readonly votes: readonly VotesCounted[] | null;
}

/** 会议纪要. `whole`: of everybody; `own`: the common part and the reader's own branches. */
export interface Minutes {
  readonly scope: 'whole' | 'own';
  /** The narrowest of what is in them. */
  readonly level: Level;
  readonly year: number;
  readonly title: string;
  readonly committee: string;
  readonly plannedOn: LocalDate;
  readonly adjournedOn: LocalDate | null;
  readonly place: string | null;
  readonly presider: string | null;
  readonly roster: RosterView;
  /** How many reported in which way. */
  readonly reported: Readonly<Record<Mode, number>>;
  readonly achievements: readonly string[];
  readonly requirements: readonly RequirementView[];
  readonly commonProblems: readonly CommonProblemView[];
  readonly reports: readonly ReportMinutes[];
}

export interface MinutesNames {
  readonly persons: ReadonlyMap<string, string>;
  readonly branches: ReadonlyMap<string, string>;
}

const modeOf = ({ deliveredMode, mode }: Pick<OverviewRow, 'deliveredMode' | 'mode'>): Mode | null =>
  deliveredMode ?? mode;

const reportMinutes = (whole: OverviewRow, sight: Sight, { persons, branches }: MinutesNames): ReportMinutes => {
  const row = reportAsRead(whole, sight.seesLimited(whole.branch));
  const { detail } = row;
  const tallies = shownTallies(detail.tallies, sight.tally(row.branch));
  return {
    branch: row.branch,
    name: branches.get(row.branch) ?? null,
    mode: modeOf(row),
    deliveredOn: row.deliveredOn,
    deliveredBy: detail.delivery === null ? null : (persons.get(detail.delivery.deliveredBy) ?? null),
    acting: detail.delivery?.acting ?? false,
    unanswered: row.unanswered,
    questions: detail.questions,
    comments: shownComments(detail.comments, persons),
    votes:
      tallies?.map(({ form, totals: { issued, returned, invalid }, complete }) => ({
        form,
        issued,
        returned,
        invalid,
        confirmed: complete,
      })) ?? null,
  };
};

/** @param reports of all branches: how many reported in which way belongs to the common part. */
export const minutesOf = (
  review: ReviewRow,
  reports: readonly OverviewRow[],
  sight: Sight,
  names: MinutesNames,
): Minutes => {
  const count = (mode: Mode): number => reports.filter((row) => modeOf(row) === mode).length;
  const requirements = addressedTo(sight, review.requirements);
  const commonProblems = commonTo(sight, review.commonProblems);
  const told = reports.filter(({ branch }) => sight.sees(branch)).map((row) => reportMinutes(row, sight, names));
  const levels = [
    ...[...withinLevel(review.achievements, sight.seesLimitedOfAll), ...requirements, ...commonProblems].map(
      ({ level }) => level,
    ),
    ...told.flatMap(levelsIn),
  ];
  return {
    level: documentLevel(levels),
    scope: sight.branches === 'all' ? 'whole' : 'own',
    year: review.year,
    title: review.title,
    committee: review.committee,
    plannedOn: review.plannedOn,
    adjournedOn: review.adjournedOn,
    place: review.place,
    presider: names.persons.get(review.parts.presider) ?? null,
    roster: rosterView(review.roster),
    reported: { 'on-site': count('on-site'), video: count('video'), written: count('written') },
    achievements: affirmed(sight, review.achievements),
    requirements,
    commonProblems,
    reports: told,
  };
};
