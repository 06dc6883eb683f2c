import type { Fact } from '../../domain/fact.js';
import type { TimelineRow } from './timeline-row.js';

/** What the annual sheet reads of a row. */
export type FactRow = Omit<TimelineRow, 'key' | 'place' | 'grams'>;

const factOf = ({ shown, ...row }: FactRow): Fact =>
  // A row holds the data of an event of its own type.
  ({ ...row, data: shown.data, hands: shown.hands }) as unknown as Fact;

/** Rows as the domain reads them. */
export const factsOf = (rows: readonly FactRow[]): readonly Fact[] => rows.map(factOf);
