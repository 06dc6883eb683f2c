import { isAmendment, type RemovedText } from '#event-sourcing/amendments/amendment.js';
import { holdsText, WHOLE_ENTRY } from '#event-sourcing/amendments/text-fields.js';
import { concernedBy } from '#chronicle/published/concerned.js';
import type { CommandContext, Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { freeText } from '#event-sourcing/event.js';
import { notBeforeLastStep } from '#time/step-order.js';
import type { CorrectionEvent, RemovalGround } from '../events.js';
import { refuseOthers, type AmendRead } from './amending.js';
import { concernedUnits } from './concerned-units.js';
import { eventIn, type EntryStream } from './entry-stream.js';
import { openRequest, type RemovalRequested } from './removal-requests.js';

/** Names an entry, or what amended one, and a field of it. */
export interface FieldOfEntry {
  readonly stream: string;
  readonly revision: number;
  /** RFC 6901 pointer into the data; absent: every text of the entry. */
  readonly field?: string;
}

export interface RemovalRequest extends FieldOfEntry {
  readonly ground: RemovalGround;
  readonly reason: string;
}

export interface RemovalRead extends AmendRead {
  readonly schemaVersion: number;
  /** What stood in the field at any time and was not removed. */
  readonly texts: readonly RemovedText[];
}

export interface RemovalRefusal extends FieldOfEntry {
  readonly reason: string;
}

const GUARDED: readonly (string | undefined)[] = ['appraisal', 'grade'];

/** What amended votes or a grade tells by its type no more than that it amended something: it stands in no history. */
const concerned = (entries: EntryStream, entry: RecordedEvent) => {
  const { item, kind } = concernedBy(entry);
  const hidden = isAmendment(entry) && GUARDED.includes(kind);
  return { units: hidden ? [] : concernedUnits(entries, entry), ...(item === undefined ? {} : { item }) };
};

/** As a message names it. */
const named = (field: string): string => (field === WHOLE_ENTRY ? '*' : field);

const refuseWithoutText = (entry: RecordedEvent, field: string, { texts }: RemovalRead): void => {
  if (texts.length > 0) return;
  if (holdsText(entry, field)) throw new DomainError('text-removed-already', { field: named(field) });
  throw new DomainError('field-not-removable', { type: entry.type, field: named(field) }, 'field', 'invalid');
};

/** 申请移除: a text has to disappear; nothing does before somebody else confirms it. */
export const requestTextRemoval: Decide<RemovalRequest, EntryStream, CorrectionEvent, RemovalRead> = (
  { revision, field = WHOLE_ENTRY, ground, reason },
  entries,
  context,
  read,
) => {
  const entry = eventIn(entries, revision);
  refuseOthers(entries, entry, context, read);
  refuseWithoutText(entry, field, read);
  if (openRequest(entries, revision, field) !== undefined)
    throw new DomainError('removal-requested-already', { field: named(field) });
  notBeforeLastStep(entry.metadata.occurredOn, context);
  const { id: eventId, type } = entry;
  return [
    {
      type: 'TextRemovalRequested',
      data: {
        entry: { revision, eventId, type, schemaVersion: read.schemaVersion },
        field,
        ground,
        reason: freeText(reason),
        ...concerned(entries, entry),
      },
    },
  ];
};

const requested = (entries: EntryStream, { revision, field = WHOLE_ENTRY }: FieldOfEntry, context: CommandContext) => {
  eventIn(entries, revision);
  const request = openRequest(entries, revision, field);
  if (request === undefined) throw new DomainError('removal-not-requested', { field: named(field) });
  notBeforeLastStep(request.metadata.occurredOn, context);
  return request;
};

const answerTo = ({ revision, id, data: { entry, field, units, item } }: RemovalRequested) => ({
  entry,
  field,
  request: { revision, eventId: id },
  units,
  ...(item === undefined ? {} : { item }),
});

/** Nobody removes a text alone, whatever the paper on which both sides rest. */
const refuseWhoAsked = ({ metadata }: RemovalRequested, { actor, recordedBy }: CommandContext): void => {
  if ([actor, recordedBy].some((person) => [metadata.actor, metadata.recordedBy].includes(person)))
    throw new DomainError('removal-confirmed-by-another', {}, undefined, 'forbidden');
};

/** 确认移除: from here on nobody reads it any more, and its bytes may be taken out. */
export const confirmTextRemoval: Decide<FieldOfEntry, EntryStream, CorrectionEvent, RemovalRead> = (
  command,
  entries,
  context,
  read,
) => {
  const request = requested(entries, command, context);
  refuseWhoAsked(request, context);
  const { ground, field } = request.data;
  refuseWithoutText(eventIn(entries, command.revision), field, read);
  return [{ type: 'TextRemoved', data: { ...answerTo(request), texts: read.texts, ground } }];
};

/** 不同意移除; whoever asked takes it back in the same way. */
export const refuseTextRemoval: Decide<RemovalRefusal, EntryStream, CorrectionEvent> = (command, entries, context) => {
  const request = requested(entries, command, context);
  return [{ type: 'TextRemovalRefused', data: { ...answerTo(request), reason: freeText(command.reason) } }];
};
