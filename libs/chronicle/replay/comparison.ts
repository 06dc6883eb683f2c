import { canonicalText } from '#event-sourcing/canonical.js';
import type { ReviewDay } from '../domain/cycle.js';
import type { Fact } from '../domain/fact.js';
import { annualSheet } from '../domain/sheet/annual-sheet.js';
import type { Replay } from './replay.js';

/** Whether the sheets that users see are those that the log tells. */
export interface Comparison {
  readonly verdict: 'equal' | 'different';
  /** Codes of the branches whose sheets differ. */
  readonly different: readonly string[];
}

/** What the read models say, read when they had everything that the replay has read. */
export interface ReadModelSide {
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly reviews: readonly ReviewDay[];
}

/** Compares sheet by sheet; what came into the read models after the replay is left out. */
export const compareSheets = (
  { report: { year, branches, timeZone }, collected }: Replay,
  { facts, reviews }: ReadModelSide,
): Comparison => {
  const rules = collected.rules(timeZone);
  const different = branches
    .filter(({ branch, sheet }) => {
      const known = (facts.get(branch) ?? []).filter(({ stream, revision }) => revision < collected.lengthOf(stream));
      const shown = annualSheet(known, { branch, year, reviews, rules, gradeBeforeFeedback: false });
      return canonicalText(shown) !== canonicalText(sheet);
    })
    .map(({ branch }) => branch);
  return { verdict: different.length === 0 ? 'equal' : 'different', different };
};
