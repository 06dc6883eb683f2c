import { canonicalText } from '#event-sourcing/canonical.js';
import type { ReviewDay } from '../domain/cycle.js';
import type { Fact } from '../domain/fact.js';
import { annualSheet } from '../domain/sheet/annual-sheet.js';
import type { Replay } from './replay.js';
import type { BranchReplay } from './replay-report.js';

/** Whether the sheets that users see are those that the log tells. */
export interface Comparison {
  readonly verdict: 'equal' | 'different';
  /** Codes of the branches whose sheets differ. */
  readonly different: readonly string[];
}

/** What the read models say, read when they had everything that the replay has read. */
export interface ReadModelSide {
  readonly facts: readonly Fact[];
  readonly reviews: readonly ReviewDay[];
}

/** Compares the sheet of one branch; what came into the read models after the replay is left out. */
export const isSheetShown = (replay: Replay, { branch, sheet }: BranchReplay, side: ReadModelSide): boolean => {
  const { rules } = replay;
  const { year } = replay.head;
  // What was amended since cannot be told back to what it was.
  const isLater = ({ stream, amended }: Fact): boolean =>
    amended !== undefined && amended.upTo >= replay.lengthOf(stream);
  if (side.facts.some(isLater)) return true;
  const known = side.facts.filter(({ stream, revision }) => revision < replay.lengthOf(stream));
  const shown = annualSheet(known, { branch, year, reviews: side.reviews, rules, gradeBeforeFeedback: false });
  return canonicalText(shown) === canonicalText(sheet);
};

export const comparisonOf = (different: readonly string[]): Comparison => ({
  verdict: different.length === 0 ? 'equal' : 'different',
  different,
});
