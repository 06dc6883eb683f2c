import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendAny } from '#event-sourcing/append-any.js';
import { WrongExpectedRevision } from '#event-sourcing/event-store.js';
import type { AppendResult, EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { appendPersistently } from '#event-sourcing/persistent-append.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import type { StreamTail } from '#event-sourcing/prepare.js';
import { collect } from '#event-sourcing/testing/collect.js';
import { installLog } from '#event-sourcing/testing/installed-log.js';
import type { InstalledLog } from '#event-sourcing/testing/installed-log.js';
import { metadata, proposed } from '#event-sourcing/testing/proposed.js';
import { TcpProxy } from '#event-sourcing/testing/tcp-proxy.js';
import type { Loss } from '#event-sourcing/testing/tcp-proxy.js';
import { checkChains } from '#event-sourcing/verify-chain.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { Randomness } from '../setup/randomness.js';

const LOST = times(40, 1_000);
const ROUNDS = times(10, 100);
const CLIENTS = 100;
const DAY_MS = 86_400_000;

describe('appends to PostgreSQL', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let log: InstalledLog;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await TcpProxy.before(database.url);
    log = await installLog(proxy.through(database.url));
  }, 60_000);

  afterAll(async () => {
    await log?.close();
    await proxy?.cut();
    await database?.drop();
  });

  const events = async (store: EventStore) => (await collect(store.readAll())).flat();
  const next = (store: EventStore, stream: string, after?: StreamTail, at?: string) =>
    prepareAppend({
      logId: store.logId,
      stream,
      after,
      events: [
        proposed(at === undefined ? {} : { metadata: metadata({ recordedAt: at, occurredOn: at.slice(0, 10) }) }),
      ],
    });

  it(
    `whose answer is lost ${String(LOST)} times after the commit, and now and then before it, are in the log once each`,
    async () => {
      const store = await log.connect();
      const random = new Randomness(seedOf('LOST_ANSWERS_SEED'));
      const [before, lostBefore] = [(await events(store)).length, proxy.repliesLost];
      const written: string[] = [];
      const tails = new Map<string, StreamTail>();
      const lose = async (loss: Loss): Promise<void> => {
        const stream = `lost-${String(random.between(0, 5))}`;
        const append = next(store, stream, tails.get(stream));
        proxy.loseNext('append', loss);
        const { revision } = await appendPersistently(store, append, 20_000);
        tails.set(stream, { revision, hash: append.events[0]?.hash ?? '' });
        written.push(append.events[0]?.id ?? '');
      };
      for (let n = 0; n < LOST; n += 1) {
        await lose('reply');
        if (random.between(0, 4) === 0) await lose('request');
      }
      expect(proxy.repliesLost - lostBefore).toBe(LOST);
      expect((await events(store)).slice(before).map(({ id }) => id)).toEqual(written);
    },
    times(60_000, 600_000),
  );

  it('would be there twice, had their client something new to send instead', async () => {
    const store = await log.connect();
    const before = (await events(store)).length;
    for (let n = 0; n < 5; n += 1) {
      const append = next(store, `careless-${String(n)}`);
      proxy.loseNext('append', 'reply');
      await store.append(append).catch(() => appendAny(store, append.stream, [proposed()]));
    }
    expect((await events(store)).slice(before)).toHaveLength(10);
  });

  it(
    `of ${String(CLIENTS)} callers at one revision, ${String(ROUNDS)} times, have one winner each time`,
    async () => {
      const stores = await Promise.all(Array.from({ length: 10 }, () => log.connect()));
      const [store] = stores;
      if (store === undefined) throw new Error('no store');
      const stream = `contended-${randomUUID()}`;
      let after: StreamTail | undefined;
      for (let round = 0; round < ROUNDS; round += 1) {
        const appends = Array.from({ length: CLIENTS }, () => next(store, stream, after));
        const winners = await winnersOf(appends, (append, n) => (stores[n % stores.length] ?? store).append(append));
        expect(winners).toHaveLength(1);
        after = { revision: round, hash: winners[0]?.events[0]?.hash ?? '' };
      }
      const slice = await store.readStream(stream);
      expect(slice.status === 'found' && slice.events.length).toBe(ROUNDS);
    },
    times(60_000, 300_000),
  );

  it('of callers who do not mind at which revision, all win, which is seen', async () => {
    const store = await log.connect();
    const stream = `carefree-${randomUUID()}`;
    const appends = Array.from({ length: 10 }, () => next(store, stream));
    const winners = await winnersOf(appends, () => appendAny(store, stream, [proposed()]));
    expect(winners).toHaveLength(appends.length);
  });

  it('keep their order whatever the clock says, by 400 days either way', async () => {
    const store = await log.connect();
    const random = new Randomness(seedOf('CLOCK_SEED'));
    const before = (await events(store)).length;
    const written: string[] = [];
    for (let n = 0; n < 40; n += 1) {
      const at = new Date(Date.now() + random.between(-400, 401) * DAY_MS).toISOString();
      const append = next(store, `clock-${String(n)}`, undefined, at);
      await store.append(append);
      written.push(append.events[0]?.id ?? '');
    }
    expect((await events(store)).slice(before).map(({ id }) => id)).toEqual(written);
    expect(await collect(checkChains(store.logId, store.readAll()))).toEqual([]);
    expect(await collect(store.checkIntegrity())).toEqual([]);
  });
});

/** Those that were appended; all others must have been told that somebody was first. */
async function winnersOf(
  appends: readonly PreparedAppend[],
  send: (append: PreparedAppend, n: number) => Promise<AppendResult>,
): Promise<readonly PreparedAppend[]> {
  const outcomes = await Promise.allSettled(appends.map(send));
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(WrongExpectedRevision);
  return appends.filter((_, n) => outcomes[n]?.status === 'fulfilled');
}
