import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import { concernedBy } from '#chronicle/published/concerned.js';
import type { CorrectionEvent, CorrectionKind } from '../events.js';
import { refuseAmending, type AmendRead } from './amending.js';
import { concernedUnits } from './concerned-units.js';
import { correctableFields, correctedValue } from './correctable.js';
import { entryAt, type EntryStream } from './entry-stream.js';

export interface Correction {
  readonly stream: string;
  readonly revision: number;
  readonly field: string;
  readonly text: string;
  readonly kind: CorrectionKind;
  readonly reason: string;
}

export interface CorrectionRead extends AmendRead {
  /** Of its data as this program reads them. */
  readonly schemaVersion: number;
}

export const correctEntry: Decide<Correction, EntryStream, CorrectionEvent, CorrectionRead> = (
  { revision, field, text, kind, reason },
  entries,
  context,
  read,
) => {
  const entry = entryAt(entries, revision);
  refuseAmending(entries, entry, context, read);
  const correctable = correctableFields(entry).find((each) => each.field === field);
  if (correctable === undefined)
    throw new DomainError('field-not-correctable', { type: entry.type, field }, 'field', 'invalid');
  const value = correctedValue(correctable, text, entries);
  if (correctable.reads === (typeof value === 'object' ? value.text : String(value)))
    throw new DomainError('nothing-corrected', { field }, 'text', 'invalid');
  const { item } = concernedBy(entry);
  return [
    {
      type: 'EntryCorrected',
      data: {
        entry: { revision, eventId: entry.id, type: entry.type, schemaVersion: read.schemaVersion },
        field,
        value,
        kind,
        reason: freeText(reason),
        units: concernedUnits(entries, entry),
        ...(item === undefined ? {} : { item }),
      },
    },
  ];
};
