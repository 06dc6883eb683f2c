import { itemNo, parseItem } from '#text/item-number.js';
import type { LedgerRow } from './projections/ledger/ledger-row.js';
import { problemSummary } from './problem-views.js';
import type { ProblemSummary, Told } from './problem-views.js';
import type { ClockDay } from './published/clock-day.js';

/** How far the units are: 「n of m closed」. One that was withdrawn is not among the `total`. */
export interface CommonProgress {
  readonly total: number;
  readonly closed: number;
  readonly standing: number;
  readonly withdrawn: number;
}

export interface CommonProblemView {
  readonly id: string;
  readonly no: string;
  readonly raisedIn: number | null;
  readonly raisedOn: string | null;
  readonly statement: string | null;
  readonly category: string | null;
  /** Null for a reader who does not see every unit. */
  readonly progress: CommonProgress | null;
  /** Each unit's own problem with its state and light. */
  readonly units: readonly ProblemSummary[];
}

const progressOf = (rows: readonly Told<LedgerRow>[]): CommonProgress => {
  const count = (of: string): number => rows.filter(({ status }) => status === of).length;
  const withdrawn = count('withdrawn');
  return { total: rows.length - withdrawn, closed: count('closed'), standing: count('standing'), withdrawn };
};

/** @param rows children, in order; `whole`: of every unit. */
export const commonProblemViews = (
  rows: readonly Told<LedgerRow>[],
  whole: boolean,
  clock: ClockDay,
): readonly CommonProblemView[] => {
  const ids = [...new Set(rows.flatMap(({ common }) => common ?? []))];
  return ids.map((id) => {
    const units = rows.filter(({ common }) => common === id);
    const [first] = units;
    const item = parseItem(id);
    return {
      id,
      no: item === undefined ? id : itemNo(item),
      raisedIn: first?.year ?? null,
      raisedOn: first?.raisedOn ?? null,
      // A unit's part may be in other words.
      statement: first?.spoken ?? null,
      category: first?.category ?? null,
      progress: whole ? progressOf(units) : null,
      units: units.map((row) => problemSummary(row, clock)),
    };
  });
};
