import { isAmendment } from '#event-sourcing/amendments/amendment.js';
import { EVERY_UNIT_OF_ITEM } from '../../domain/entries/entry-rule.js';
import { isHidden, withheldBy, withoutHidden } from '../../domain/limited.js';
import type { Fact } from '../../domain/fact.js';
import type { TimelineRow } from './timeline-row.js';

/** What the annual sheet reads of a row. */
export type FactRow = Omit<TimelineRow, 'key' | 'place' | 'grams'>;

/** What was voided is no fact, and a correction is none beside what it corrects. */
const isFact = ({ type, voided }: FactRow): boolean => !voided && !isAmendment({ type });

const factOf = ({ shown, voided: _inForce, partOf: _keys, withheld: _hidden, ...row }: FactRow): Fact =>
  // A row holds the data of an event of its own type.
  ({ ...row, ...shown }) as unknown as Fact;

/** Those for one branch and for all, as somebody reads them who does not read what is 限班子. */
export const shownRows = (rows: readonly FactRow[], branch: string): readonly FactRow[] => {
  const own = rows.filter((row) => row.branch === branch || row.branch === EVERY_UNIT_OF_ITEM);
  const withheld = withheldBy(own);
  return own.filter((row) => !isHidden(row, withheld)).map((row) => shownRow(row, withheld));
};

/** A row that is shown, without what it says of others that are not. */
export const shownRow = <Row extends FactRow>(row: Row, withheld: ReadonlySet<string>): Row =>
  withheld.size === 0
    ? row
    : { ...row, shown: { ...row.shown, data: Object(withoutHidden(row.shown.data, withheld)) as object } };

/** Rows as the domain reads them. */
export const factsOf = (rows: readonly FactRow[]): readonly Fact[] => rows.filter(isFact).map(factOf);

/** Its own facts, and those for all units of an item that was issued to it. */
export const factsOfBranch = (facts: readonly Fact[], branch: string): readonly Fact[] => {
  const own = facts.filter((fact) => fact.branch === branch);
  const items = new Set(own.filter(({ type }) => type === 'RequirementIssued').map(({ item }) => item));
  return [...own, ...facts.filter((fact) => fact.branch === EVERY_UNIT_OF_ITEM && items.has(fact.item))];
};
