import type { GroupTally } from '../events.js';
import type { CommentView, ReportDetail, TallyView } from '../projections/overview/report-detail.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';
import { tallyTotals } from '../published/tally-totals.js';
import { reportAsRead } from './as-read.js';
import type { Sight } from './sight.js';

type Names = ReadonlyMap<string, string>;

export interface ShownTally extends Omit<TallyView, 'groups'> {
  /** Absent for a reader who sees totals only. */
  readonly groups?: readonly GroupTally[];
  readonly totals: Omit<GroupTally, 'groups'>;
}

/** One report with everything said in and to it. Persons are shown by name. Its ETag is the length of its stream. */
export interface ReportView extends Omit<
  OverviewRow,
  'key' | 'parts' | 'detail' | 'limited' | 'talliesOpen' | 'talliesConfirmed'
> {
  readonly name: string | null;
  readonly commentator: string | null;
  readonly substitutes: readonly string[];
  readonly body: string | null;
  readonly answers: ReportDetail['answers'];
  readonly returnedFor: string | null;
  readonly delivery: { readonly deliveredBy: string | null; readonly acting: boolean } | null;
  readonly supplied: ReportDetail['supplied'];
  readonly excused: ReportDetail['excused'];
  readonly questionsAndAnswers: ReportDetail['questions'];
  readonly given: readonly (Omit<CommentView, 'commentator'> & { readonly commentator: string | null })[];
  /** Null for a reader who may not see votes. */
  readonly tallies: readonly ShownTally[] | null;
  /** Null also as long as the reader may not see it. */
  readonly grade: OverviewRow['grade'];
}

/** Ids whose names a report needs. */
export const personsOf = ({ parts, detail: { delivery, comments } }: OverviewRow): string[] =>
  [
    parts.commentator,
    delivery?.deliveredBy,
    ...parts.substitutes,
    ...comments.map((comment) => comment.commentator),
  ].filter((id) => typeof id === 'string');

export const shownTallies = (
  tallies: readonly TallyView[],
  detail: 'groups' | 'totals' | 'nothing',
): readonly ShownTally[] | null => {
  if (detail === 'nothing') return null;
  return tallies.map(({ groups, ...tally }) => ({
    ...tally,
    ...(detail === 'groups' ? { groups } : {}),
    totals: tallyTotals(groups),
  }));
};

export const shownComments = (comments: readonly CommentView[], names: Names): ReportView['given'] =>
  comments.map((comment) => ({ ...comment, commentator: names.get(comment.commentator) ?? null }));

export const reportView = (whole: OverviewRow, name: string | null, sight: Sight, names: Names): ReportView => {
  const row = reportAsRead(whole, sight.seesLimited(whole.branch));
  const {
    key: _key,
    parts,
    detail,
    limited: _limited,
    talliesOpen: _open,
    talliesConfirmed: _confirmed,
    ...flat
  } = row;
  const { delivery } = detail;
  const nameOf = (id: string): string | null => names.get(id) ?? null;
  return {
    ...flat,
    gradeDecidedOn: sight.grade(row) ? row.gradeDecidedOn : null,
    name,
    commentator: parts.commentator === null ? null : nameOf(parts.commentator),
    substitutes: parts.substitutes.flatMap((id) => names.get(id) ?? []),
    body: detail.body,
    answers: detail.answers,
    returnedFor: detail.returnedFor,
    delivery: delivery && { deliveredBy: nameOf(delivery.deliveredBy), acting: delivery.acting },
    supplied: detail.supplied,
    excused: detail.excused,
    questionsAndAnswers: detail.questions,
    given: shownComments(detail.comments, names),
    tallies: shownTallies(detail.tallies, sight.tally(row.branch)),
    grade: sight.grade(row) ? row.grade : null,
  };
};
