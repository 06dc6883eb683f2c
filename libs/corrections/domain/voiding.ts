import { isInForce } from '#event-sourcing/amendments/amendment.js';
import { concernedBy } from '#chronicle/published/concerned.js';
import type { Decide } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { freeText } from '#event-sourcing/event.js';
import type { CorrectionEvent } from '../events.js';
import { refuseAmending, type AmendRead } from './amending.js';
import { builtUpon } from './built-upon.js';
import { concernedUnits } from './concerned-units.js';
import { entryAt, type EntryStream } from './entry-stream.js';
import { opensOnly, restsOn } from './rests-on.js';

export interface Voiding {
  readonly stream: string;
  readonly revisions: readonly number[];
  readonly reason: string;
}

/** What is read for one entry. */
export interface VoidedRead extends AmendRead {
  /** Events of other streams that rest on it. */
  readonly resting: readonly RecordedEvent[];
}

export interface VoidingRead {
  /** By revision. */
  readonly entries: ReadonlyMap<number, VoidedRead>;
  readonly schemaVersionOf: (type: string) => number;
}

/** In a message; of many the first ones. */
const NAMED = 5;

const named = (events: readonly RecordedEvent[]): string =>
  events
    .slice(0, NAMED)
    .map(({ stream, revision, type }) => `${type} ${stream}@${String(revision)}`)
    .join(', ');

const refuseBuiltUpon = (events: readonly RecordedEvent[]): void => {
  if (events.length > 0) throw new DomainError('built-upon', { count: events.length, entries: named(events) });
};

/** What opened the stream goes with the last entry for which it was opened. */
const withOpening = (entries: EntryStream, voided: ReadonlySet<number>): EntryStream => {
  const left = entries.filter((entry) => isInForce(entry) && !voided.has(entry.revision));
  return left.every(opensOnly) ? left : [];
};

/** 作废: entries of one stream count for nothing any more. What is built upon them goes with them, or is in the way. */
export const voidEntries: Decide<Voiding, EntryStream, CorrectionEvent, VoidingRead> = (
  { revisions, reason },
  entries,
  context,
  read,
) => {
  const chosen = [...new Set(revisions)].sort((a, b) => a - b).map((revision) => entryAt(entries, revision));
  for (const entry of chosen) {
    const { reviews = [], resting = [] } = read.entries.get(entry.revision) ?? {};
    refuseAmending(entries, entry, context, { reviews });
    if (restsOn(entry.type) === undefined)
      throw new DomainError('entry-not-voidable', { type: entry.type }, 'revisions');
    refuseBuiltUpon(resting);
  }
  const voided = new Set(chosen.map(({ revision }) => revision));
  refuseBuiltUpon(builtUpon(entries, voided));
  const all = [...withOpening(entries, voided), ...chosen];
  const items = new Set(chosen.map((entry) => concernedBy(entry).item));
  const [item] = items.size === 1 ? items : [];
  return [
    {
      type: 'EntryVoided',
      data: {
        entries: all.map(({ revision, id, type }) => ({
          revision,
          eventId: id,
          type,
          schemaVersion: read.schemaVersionOf(type),
        })),
        reason: freeText(reason),
        units: [...new Set(chosen.flatMap((entry) => concernedUnits(entries, entry)))].sort(),
        ...(item === undefined ? {} : { item }),
      },
    },
  ];
};
