import type { Grade } from '../events.js';
import { countsAsRead } from './as-read.js';
import type { OverviewItem } from './review-reader.js';
import type { Sight } from './sight.js';

/** How far one branch's report is. Counts say what happened, not how well; nothing orders branches by them. */
export interface OverviewView extends Omit<OverviewItem, 'key' | 'year' | 'parts' | 'toAnswer' | 'grade' | 'limited'> {
  readonly name: string | null;
  readonly commentator: string | null;
  readonly toAnswer: number | null;
  /** For office and chair only; the others find a grade they may see in the report. */
  readonly grade?: Grade | null;
}

export const overviewView = (
  whole: OverviewItem,
  name: string | null,
  sight: Sight,
  names: ReadonlyMap<string, string>,
): OverviewView => {
  const row = countsAsRead(whole, sight.seesLimited(whole.branch));
  const { key: _key, year: _year, parts, toAnswer, grade, limited: _limited, ...flat } = row;
  const votes = sight.tally(row.branch) === 'nothing' ? { talliesOpen: 0, talliesConfirmed: 0 } : {};
  return {
    ...flat,
    ...votes,
    gradeDecidedOn: sight.grade(row) ? row.gradeDecidedOn : null,
    name,
    commentator: parts.commentator === null ? null : (names.get(parts.commentator) ?? null),
    toAnswer: toAnswer?.length ?? null,
    ...(sight.everyGrade ? { grade: grade?.grade ?? null } : {}),
  };
};
