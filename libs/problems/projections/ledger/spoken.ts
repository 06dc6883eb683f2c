import { itemNo, parseItem } from '#text/item-number.js';
import type { LedgerRow } from './ledger-row.js';

/** Words of a comment, under the problem that was flagged in them; those of a common problem under its own number. */
export interface SpokenWords {
  readonly id: string;
  readonly no: string;
  readonly words: string;
}

type Worded = Pick<LedgerRow, 'id' | 'no' | 'common' | 'spoken' | 'spokenIn' | 'mergedFrom'>;

/**
 * In which words a problem was said: its own, or those of the one that it was split from, and those of all that were
 * merged into it; of a unit's part of a common problem, those of the whole. None for what was not said at a review.
 *
 * @param ofReport the problems of its report, by id.
 */
export const spokenOf = (row: Worded, ofReport: ReadonlyMap<string, Worded>): readonly SpokenWords[] => {
  if (row.common !== null) return row.spoken === null ? [] : [ofWhole(row.common, row.spoken)];
  const words = new Map<string, SpokenWords>();
  const seen = new Set<string>();
  const visit = (each: Worded): void => {
    if (seen.has(each.id)) return;
    seen.add(each.id);
    const said = each.spokenIn === null ? each : ofReport.get(each.spokenIn);
    if (said !== undefined && said.spoken !== null && said.no !== null)
      words.set(said.id, { id: said.id, no: said.no, words: said.spoken });
    for (const id of each.mergedFrom) {
      const gone = ofReport.get(id);
      if (gone !== undefined) visit(gone);
    }
  };
  visit(row);
  return [...words.values()];
};

const ofWhole = (id: string, words: string): SpokenWords => {
  const item = parseItem(id);
  return { id, no: item === undefined ? id : itemNo(item), words };
};
