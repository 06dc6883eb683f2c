import { randomUUID } from 'node:crypto';
import type { AppendResult, EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import type { ProposedEvent, StreamTail } from '#event-sourcing/prepare.js';
import { proposed } from '#event-sourcing/testing/proposed.js';

/** A log under test, empty but for its first event, and what the contract must be able to do to it. */
export interface ContractStore {
  /** As the store's version answers for itself, for the summary. */
  readonly version: string;
  readonly store: EventStore;
  /** Another client of the same log, as another process has it. */
  connect(): Promise<EventStore>;
  /** The server goes away under its clients; the answer brings it back. */
  interrupt(): Promise<() => Promise<void>>;
  /** The next append is written and its answer lost, or lost before it is written. */
  loseNextAnswer(when: 'after-write' | 'before-write'): Promise<void>;
  close(): Promise<void>;
}

export type OpenContractStore = () => Promise<ContractStore>;

export const newStream = (): string => `thing-${randomUUID()}`;

/** An append of `events`, or of so many events, after `after` (absent: to a new stream). */
export function prepared(
  store: EventStore,
  stream: string,
  events: number | readonly ProposedEvent[] = 1,
  after?: StreamTail,
): PreparedAppend {
  const list = typeof events === 'number' ? Array.from({ length: events }, () => proposed()) : events;
  return prepareAppend({ logId: store.logId, stream, after, events: list });
}

/** The end of a stream right after an append. */
export const tailAfter = ({ events }: PreparedAppend): StreamTail => {
  const last = events.at(-1);
  if (last === undefined) throw new Error('an append without events');
  return { revision: last.envelope.revision, hash: last.hash };
};

/** Appends so many events to a stream, one after the other. */
export async function fill(store: EventStore, stream: string, count: number): Promise<AppendResult[]> {
  const results: AppendResult[] = [];
  let after: StreamTail | undefined;
  for (let n = 0; n < count; n += 1) {
    const append = prepared(store, stream, 1, after);
    results.push(await store.append(append));
    after = tailAfter(append);
  }
  return results;
}

export async function eventsOf(store: EventStore, stream: string): Promise<readonly StoredEvent[]> {
  const slice = await store.readStream(stream);
  return slice.status === 'found' ? slice.events : [];
}

export async function allEvents(store: EventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of store.readAll()) events.push(...batch);
  return events;
}
