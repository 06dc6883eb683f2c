import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { appendAny } from '../../append-any.js';
import type { EventStore } from '../../event-store.js';
import { prepareAppend } from '../../prepare.js';
import { collect } from '../../testing/collect.js';
import { installLog } from '../../testing/installed-log.js';
import type { InstalledLog } from '../../testing/installed-log.js';
import { proposed } from '../../testing/proposed.js';
import { checkChains } from '../../verify-chain.js';
import { appendCall } from './append-call.js';
import { withClient } from './connections.js';

describe('several writers on one log', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let store: EventStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    store = await log.connect();
  }, 60_000);

  afterAll(async () => {
    await log.close();
    await database.drop();
  });

  const append = () => prepareAppend({ logId: store.logId, stream: `thing-${randomUUID()}`, events: [proposed()] });

  it('number the events without a gap, in the order of their commits', async () => {
    const after = await store.head();
    const stores = [store, await log.connect()];
    // Twenty clients, half of them at each of two writers, some also on one hot stream.
    const clients = Array.from({ length: 20 }, async (_, n) => {
      const own = stores[n % 2] ?? store;
      for (let turn = 0; turn < 10; turn += 1) {
        await own.append(append());
        if (n < 4) await appendAny(own, 'thing-hot', [proposed()]);
      }
    });
    const seen: string[] = [];
    const watch = (async () => {
      for await (const batch of store.subscribeAll({ after, batchSize: 20 })) {
        seen.push(...batch.map(({ position }) => position));
        if (seen.length >= 240) return;
      }
    })();
    await Promise.all(clients);
    await watch;
    expect(seen).toEqual(Array.from({ length: 240 }, (_, n) => String(Number(after) + 1 + n)));
    expect(await collect(store.checkIntegrity())).toEqual([]);
    expect(await collect(checkChains(store.logId, store.readAll()))).toEqual([]);
  }, 60_000);

  /** Appends in a transaction that commits after a while, on a connection of its own, as a stalled process would. */
  const appendAndStall = (ms: number): Promise<void> =>
    withClient(database.url, async (client) => {
      await client.query('BEGIN');
      await client.query(appendCall([append()]));
      await sleep(ms);
      await client.query('COMMIT');
    });

  it('lose nothing to a subscriber when they commit late', async () => {
    const after = await store.head();
    const seen: string[] = [];
    const watch = (async () => {
      for await (const batch of store.subscribeAll({ after, batchSize: 3 })) {
        seen.push(...batch.map(({ position }) => position));
        if (seen.length >= 40) return;
      }
    })();
    const slow = Array.from({ length: 20 }, (_, n) => sleep(n * 5).then(() => appendAndStall(Math.random() * 30)));
    const fast = Array.from({ length: 20 }, (_, n) => sleep(n * 10).then(() => store.append(append())));
    await Promise.all([...slow, ...fast, watch]);
    expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => String(Number(after) + 1 + n)));
  }, 60_000);

  it('would lose events with a sequence in place of the head row', async () => {
    await log.asOwner((client) => client.query('CREATE TABLE naive (position bigserial PRIMARY KEY)'));
    let last = 0;
    let seen = 0;
    const poll = (): Promise<void> =>
      log.asOwner(async (client) => {
        const { rows } = await client.query<{ position: string }>(
          'SELECT position FROM naive WHERE position > $1 ORDER BY position',
          [last],
        );
        seen += rows.length;
        last = Number(rows.at(-1)?.position ?? last);
      });
    const insert = 'INSERT INTO naive DEFAULT VALUES';
    await log.asOwner(async (slow) => {
      await slow.query('BEGIN');
      await slow.query(insert);
      await log.asOwner((fast) => fast.query(insert));
      await poll();
      await slow.query('COMMIT');
    });
    await poll();
    expect(seen).toBe(1);
  });
});
