/** How much of the bare client's speed the port keeps on a real EventStoreDB. Prints; judges nothing. */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, streamNameFilter } from '@eventstore/db-client';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { freeText } from '#event-sourcing/event.js';
import { appendPersistently } from '#event-sourcing/persistent-append.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { findEventStoreDb } from '../setup/eventstored-at-hand.js';
import { compare, perSecond } from './comparison.js';

const RUNS = 5;
const IN_FLIGHT = 64;
const APPENDS = 4_000;
const LOG_EVENTS = 40_000;
const PER_APPEND = 100;

const server = await findEventStoreDb();
if (server === undefined) process.exit(1);
const { url, version } = server;
console.log(`EventStoreDB ${version}, node ${process.version}`);

const streamPrefix = `bench-${randomUUID()}-`;
await installEventStoreDb({ url, streamPrefix, now: new Date() });
const store = await openEventStoreDb({ url, streamPrefix });
const bare = EventStoreDBClient.connectionString(url);
try {
  await compare(
    `append at ${String(IN_FLIGHT)} in flight (${String(APPENDS)} appends of one event)`,
    RUNS,
    async () => {
      const appends = [...preparedAppends(store, APPENDS, 1)];
      return perSecond(APPENDS, () => inFlight(appends, (append) => store.append(append)));
    },
    async () => {
      const appends = Array.from(preparedAppends(store, APPENDS, 1), (append) => ({
        stream: `${streamPrefix}bare-${append.stream}`,
        events: append.events.map(plainEvent),
      }));
      return perSecond(APPENDS, () =>
        inFlight(appends, ({ stream, events }) => bare.appendToStream(stream, events, { expectedRevision: NO_STREAM })),
      );
    },
  );

  await inFlight(preparedAppends(store, LOG_EVENTS / PER_APPEND, PER_APPEND), (append) =>
    appendPersistently(store, append, 60_000),
  );
  const count = await readThroughPort(store);
  for (const [name, read] of [
    ['readAll', readByReadAll],
    ['a filtered subscription', readBySubscription],
  ] as const) {
    await compare(
      `whole log of ${String(count)} events, bare client by ${name}`,
      RUNS,
      () => perSecond(count, () => readThroughPort(store)),
      () => perSecond(count, () => read(count)),
    );
  }
} finally {
  await store.close();
  await bare.dispose();
  await server.close();
}

/** One after the other, as they are wanted: to make many at once keeps this process from answering its server. */
function* preparedAppends({ logId }: EventStore, count: number, eventsEach: number): Generator<PreparedAppend> {
  for (let n = 0; n < count; n += 1) {
    const words = '一、加强党费收缴管理,按月核对。'.repeat(6);
    const events = Array.from({ length: eventsEach }, () =>
      proposed({ data: { no: '03-02', words: freeText(words) } }),
    );
    yield prepareAppend({ logId, stream: `thing-${randomUUID()}`, events });
  }
}

/** The same bytes, more or less, as the adapter writes. */
function plainEvent({ id, type, envelope, hash, texts }: PreparedAppend['events'][number]) {
  const { data, metadata, schemaVersion } = envelope;
  return jsonEvent({
    id,
    type,
    data: { ...data } as Record<string, unknown>,
    metadata: { ...metadata, schemaVersion, hash, texts },
  });
}

async function inFlight<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

async function readThroughPort(from: EventStore): Promise<number> {
  let count = 0;
  for await (const batch of from.readAll()) for (const { envelope } of batch) count += envelope.revision >= 0 ? 1 : 0;
  return count;
}

async function readByReadAll(expected: number): Promise<void> {
  let count = 0;
  for await (const { event } of bare.readAll()) if (event?.streamId.startsWith(streamPrefix) === true) count += 1;
  if (count !== expected) throw new Error(`read ${String(count)} of ${String(expected)}`);
}

async function readBySubscription(expected: number): Promise<void> {
  const filter = streamNameFilter({ prefixes: [streamPrefix] });
  const subscription = bare.subscribeToAll({ fromPosition: 'start', filter });
  let count = 0;
  for await (const _ of subscription) {
    count += 1;
    if (count === expected) break;
  }
  await subscription.unsubscribe();
}
