import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { binaryEvent, EventStoreDBClient, StreamNotFoundError } from '@eventstore/db-client';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { collect } from '#event-sourcing/testing/collect.js';
import { metadata, proposed } from '#event-sourcing/testing/proposed.js';
import { checkChains } from '#event-sourcing/verify-chain.js';
import { newStream, prepared } from '../contract/contract-store.js';
import { describeWithEventStored } from '../setup/describe-with-eventstored.js';
import { EventStored } from '../setup/eventstored.js';
import { Follower } from './load.js';

const log = { warn: (): void => undefined };
const CORRELATION = 'c7a1f0de-0000-4000-8000-000000000001';

describeWithEventStored('a real EventStoreDB with all standard projections running', () => {
  let server: EventStored;
  let store: EventStore;
  let bare: EventStoreDBClient;
  let follower: Follower;
  let written: readonly string[];

  beforeAll(async () => {
    server = await EventStored.start({ standardProjections: true });
    const { url } = server;
    await installEventStoreDb({ url, now: new Date(), log });
    store = await openEventStoreDb({ url, log });
    bare = EventStoreDBClient.connectionString(url);
    follower = new Follower(store);
    const appends = Array.from({ length: 10 }, (_, n) => {
      const correlation = n < 4 ? CORRELATION : 'another';
      const event = (): ReturnType<typeof proposed> =>
        proposed({ metadata: metadata({ $correlationId: correlation }) });
      return prepared(store, newStream(), [event(), event()]);
    });
    await Promise.all(appends.map((append) => store.append(append)));
    written = appends.flatMap(({ events }) => events.map(({ id }) => id));
  }, 90_000);

  afterAll(async () => {
    await store.close();
    await bare.dispose();
    await server.remove();
  }, 60_000);

  /** What a stream of links leads to, once it leads to so many. */
  const linked = async (stream: string, count: number): Promise<readonly string[]> => {
    for (const end = performance.now() + 30_000; ; await sleep(100)) {
      const ids: string[] = [];
      try {
        for await (const { event } of bare.readStream(stream, { resolveLinkTos: true })) ids.push(event?.id ?? '');
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      if (ids.length >= count || performance.now() > end) return ids;
    }
  };

  it('finds our events by category, by type and by correlation', async () => {
    expect(new Set(await linked('$ce-thing', written.length))).toEqual(new Set(written));
    expect(new Set(await linked('$et-ThingHappened', written.length))).toEqual(new Set(written));
    expect(new Set(await linked(`$bc-${CORRELATION}`, 8))).toEqual(new Set(written.slice(0, 8)));
  }, 60_000);

  it('shows our readers neither its links nor its own events', async () => {
    await linked('$ce-thing', written.length);
    const all = (await collect(store.readAll())).flat();
    expect(all.map(({ type }) => type)).toEqual(['LogCreated', ...written.map(() => 'ThingHappened')]);
    expect((await follower.end(all.length)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(await store.head()).toBe(all.at(-1)?.position);
    expect(await collect(store.checkIntegrity())).toEqual([]);
  }, 60_000);

  it('names an event that somebody else put among ours, and reads on', async () => {
    const event = binaryEvent({ type: 'Foreign', data: Buffer.from([1, 2, 3]) });
    await bare.appendToStream('foreign-1', event);
    const later = prepared(store, newStream());
    await store.append(later);
    const ids = (await collect(store.readAll())).flat().map(({ id }) => id);
    expect(ids.slice(-2)).toEqual([event.id, later.events[0]?.id]);
    const findings = await collect(checkChains(store.logId, store.readAll()));
    expect(new Set(findings.map(({ stream }) => stream))).toEqual(new Set(['foreign-1']));
    expect(await collect(store.checkIntegrity())).not.toEqual([]);
  });
});
