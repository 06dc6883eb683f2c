import { EVERY_UNIT_OF_ITEM } from '../../domain/entries/entry-rule.js';
import type { Fact } from '../../domain/fact.js';
import type { TimelineRow } from './timeline-row.js';

/** What the annual sheet reads of a row. */
export type FactRow = Omit<TimelineRow, 'key' | 'place' | 'grams'>;

const factOf = ({ shown, ...row }: FactRow): Fact =>
  // A row holds the data of an event of its own type.
  ({ ...row, data: shown.data, hands: shown.hands }) as unknown as Fact;

/** Rows as the domain reads them. */
export const factsOf = (rows: readonly FactRow[]): readonly Fact[] => rows.map(factOf);

/** Its own facts, and those for all units of an item that was issued to it. */
export const factsOfBranch = (facts: readonly Fact[], branch: string): readonly Fact[] => {
  const own = facts.filter((fact) => fact.branch === branch);
  const items = new Set(own.filter(({ type }) => type === 'RequirementIssued').map(({ item }) => item));
  return [...own, ...facts.filter((fact) => fact.branch === EVERY_UNIT_OF_ITEM && items.has(fact.item))];
};
