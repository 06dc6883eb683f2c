import type { Grade } from '../events.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';
import type { Sight } from './sight.js';

/** How far one branch's report is. Counts say what happened, not how well; nothing orders branches by them. */
export interface OverviewView extends Omit<OverviewRow, 'key' | 'year' | 'detail' | 'unanswered' | 'toAnswer'> {
  readonly name: string | null;
  readonly commentator: string | null;
  readonly toAnswer: number | null;
  readonly unanswered: OverviewRow['unanswered'];
  /** For office and chair only; the others find a grade they may see in the report. */
  readonly grade?: Grade | null;
}

export const overviewView = (
  row: OverviewRow,
  name: string | null,
  sight: Sight,
  names: ReadonlyMap<string, string>,
): OverviewView => {
  const { key: _key, year: _year, detail, toAnswer, ...flat } = row;
  const votes = sight.tally(row.branch) === 'nothing' ? { talliesOpen: 0, talliesConfirmed: 0 } : {};
  return {
    ...flat,
    ...votes,
    gradeDecidedOn: sight.grade(row) ? row.gradeDecidedOn : null,
    name,
    commentator: detail.commentator === null ? null : (names.get(detail.commentator) ?? null),
    toAnswer: toAnswer?.length ?? null,
    ...(sight.everyGrade ? { grade: detail.grade?.grade ?? null } : {}),
  };
};
