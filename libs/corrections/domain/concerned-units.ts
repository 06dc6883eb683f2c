import { concernedBy } from '#chronicle/published/concerned.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { EntryStream } from './entry-stream.js';

const unitsNamedIn = ({ data }: RecordedEvent): readonly string[] =>
  'units' in data && Array.isArray(data.units) ? data.units.filter((unit) => typeof unit === 'string') : [];

/** Codes of the units in whose history an entry stands; its stream says which are all units of an item. */
export const concernedUnits = (entries: EntryStream, entry: RecordedEvent): readonly string[] => {
  const { units } = concernedBy(entry);
  return units === 'every-unit-of-item' ? entries.slice(0, 1).flatMap(unitsNamedIn) : units;
};
