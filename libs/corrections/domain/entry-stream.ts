import { isAmendment, namedRevisions } from '#event-sourcing/amendments/amendment.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import { DomainError } from '#event-sourcing/decider.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { CorrectionEvent } from '../events.js';

/** All events of a stream in their order, as amended so far. */
export type EntryStream = readonly RecordedEvent[];

/** Any stream, as far as its entries are amended: what they say is known to their own aggregates alone. */
export const entryStream: Aggregate<EntryStream, CorrectionEvent> = {
  category: 'any',
  initial: [],
  takesAmendments: true,
  evolve: (entries, event) => [...entries, event],
  // An amendment is found by what its entry is found by.
  tags: (entries) => {
    const last: RecordedEvent | undefined = entries.at(-1);
    const [amended] = last === undefined ? [] : namedRevisions(last);
    return entries[amended ?? -1]?.metadata.tags ?? {};
  },
};

/** @throws DomainError 404 `entry-not-found` */
export const eventIn = (entries: EntryStream, revision: number): RecordedEvent => {
  const event = entries[revision];
  if (event === undefined) throw new DomainError('entry-not-found', {}, undefined, 'not-found');
  return event;
};

/** @throws DomainError 404 `entry-not-found` — of amendments too: these are no entries. */
export const entryAt = (entries: EntryStream, revision: number): RecordedEvent => {
  const entry = eventIn(entries, revision);
  if (isAmendment(entry)) throw new DomainError('entry-not-found', {}, undefined, 'not-found');
  return entry;
};
