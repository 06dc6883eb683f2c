import { randomUUID } from 'node:crypto';
import type { AppendResult, EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import type { ProposedEvent, StreamTail } from '#event-sourcing/prepare.js';
import { proposed } from '#event-sourcing/testing/proposed.js';

/** How the answer to an append gets lost. `never`: written, and then the connection is silent for ever. */
export type Loss = 'after-write' | 'before-write' | 'never';

/** A log under test, empty but for its first event, and what the contract must be able to do to it. */
export interface ContractStore {
  readonly store: EventStore;
  /** Another client of the same log, as another process has it. */
  connect(settings?: { readonly appendTimeoutMs?: number }): Promise<EventStore>;
  /** The server goes away under its clients; the answer brings it back. */
  interrupt(): Promise<() => Promise<void>>;
  /** Loses the answer to the next append, of whatever client. */
  loseNextAnswer(how: Loss): Promise<void>;
  /** Every commit from here on takes a while, each another, where a store can be made to. */
  delayCommits?(): Promise<void>;
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

/** The batches of a reader, one after the other. */
export async function flat(batches: AsyncIterable<readonly StoredEvent[]>): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of batches) events.push(...batch);
  return events;
}

export async function eventsOf(store: EventStore, stream: string): Promise<readonly StoredEvent[]> {
  const slice = await store.readStream(stream);
  return slice.status === 'found' ? slice.events : [];
}

export const allEvents = (store: EventStore): Promise<StoredEvent[]> => flat(store.readAll());
