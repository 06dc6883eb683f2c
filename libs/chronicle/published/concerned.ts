import type { RecordedEvent } from '#event-sourcing/event.js';
import { entryRule } from '../domain/entries/entries.js';
import { EVERY_UNIT_OF_ITEM, kindUnder, type EntryKind } from '../domain/entries/entry-rule.js';

/** Who reads an event in a history, and under what. */
export interface Concerned {
  readonly units: readonly string[] | 'every-unit-of-item';
  readonly item?: string;
  /** Keys of what it brings up, which nobody reads who does not read it. */
  readonly tells: readonly string[];
  /** Keys of what it answers or goes on with. */
  readonly partOf: readonly string[];
  readonly kind?: EntryKind;
}

/** Of an event that stands in no history: nobody. */
export const concernedBy = (event: RecordedEvent): Concerned => {
  const rule = entryRule(event.type);
  if (rule === undefined) return { units: [], tells: [], partOf: [] };
  const units = rule.branches(event);
  const item = rule.item?.(event.data);
  return {
    units: units.includes(EVERY_UNIT_OF_ITEM) ? 'every-unit-of-item' : units,
    kind: kindUnder(rule, event.data),
    tells: rule.tells?.(event) ?? [],
    partOf: rule.partOf?.(event) ?? [],
    ...(item === undefined ? {} : { item }),
  };
};
