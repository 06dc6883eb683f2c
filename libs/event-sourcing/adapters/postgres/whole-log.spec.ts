import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import type { EventStore } from '../../event-store.js';
import type { StoredEvent } from '../../event.js';
import { prepareAppend } from '../../prepare.js';
import { installLog } from '../../testing/installed-log.js';
import type { InstalledLog } from '../../testing/installed-log.js';
import { present } from '../../testing/present.js';
import { proposed } from '../../testing/proposed.js';
import { copyTuples } from './copied-tuples.js';
import { BEGINNING } from './position.js';
import { COPIED_COLUMNS } from './stored-tuple.js';
import { Tuples } from './tuples.js';
import { wholeLog } from './whole-log.js';

const SMALL = 9_000;
const LARGE = 30;
const LARGE_BYTES = 1_000_000;

/** 9,000 small events and then 30 of nearly a megabyte, after the log's own. */
describe('reading the whole log', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let store: EventStore;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    store = await log.connect();
    pool = new pg.Pool({ connectionString: database.url, max: 1, query_timeout: 5_000 });
    pool.on('error', () => undefined);
    for (let n = 0; n < SMALL; n += 300)
      await append(...Array.from({ length: 300 }, () => ({ words: '党费 \u{1F600}' })));
    for (let n = 0; n < LARGE; n += 1) await append({ words: 'x'.repeat(LARGE_BYTES) });
  }, 120_000);

  afterAll(async () => {
    await pool.end();
    await log.close();
    await database.drop();
  });

  const append = (...data: object[]) => {
    const events = data.map((one) => proposed({ data: one }));
    return store.append(prepareAppend({ logId: store.logId, stream: `thing-${randomUUID()}`, events }));
  };
  const batchesOf = async (batchSize: number): Promise<(readonly StoredEvent[])[]> => {
    const batches: (readonly StoredEvent[])[] = [];
    for await (const batch of wholeLog(pool, { batchSize })) batches.push(batch);
    return batches;
  };

  it.each([1_000, 7, 100_000])(
    'gives every event once and in order, in batches of %d',
    async (batchSize) => {
      const batches = await batchesOf(batchSize);
      const head = Number(await store.head());
      expect(batches.flat().map(({ position }) => Number(position))).toEqual(
        Array.from({ length: head }, (_, n) => n + 1),
      );
      expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(batchSize);
    },
    60_000,
  );

  it('gives what a stream gives', async () => {
    const [, , copied] = (await batchesOf(3)).flat();
    const { stream, revision } = present(copied);
    const slice = await store.readStream(stream, { from: revision, limit: 1 });
    const read = present(slice.status === 'found' ? slice.events[0] : undefined);
    for (const name of [
      'position',
      'stream',
      'revision',
      'id',
      'type',
      'hash',
      'canonicalText',
      'envelope',
      'texts',
    ] as const)
      expect(present(copied)[name]).toEqual(read[name]);
  }, 60_000);

  it('holds no more bytes than it may, and goes on behind them', async () => {
    const after = store.parsePosition(String(SMALL));
    const tuples = new Tuples();
    expect(await copyTuples(pool, { after, limit: 1_000, columns: COPIED_COLUMNS }, tuples)).toBe(false);
    expect(tuples.count).toBeLessThan(LARGE);
    expect(tuples.bytes).toBeLessThan(18 * 1_048_576);
    const rest = new Tuples();
    expect(await copyTuples(pool, { after, limit: 1, columns: COPIED_COLUMNS }, rest)).toBe(true);
    expect(rest.count).toBe(1);
  });

  it('gives the connection back while the consumer takes its time, breaks off or is stopped', async () => {
    const stop = new AbortController();
    for (const end of ['break', 'abort']) {
      let batches = 0;
      for await (const _ of wholeLog(pool, { batchSize: 100, signal: stop.signal })) {
        // There is one connection: what is fetched ahead gives it back by itself.
        await pool.query('SELECT');
        batches += 1;
        if (batches < 50) continue;
        if (end === 'break') break;
        stop.abort();
      }
      expect(batches).toBe(50);
      await pool.query('SELECT');
    }
  });

  it('ends with what was appended before the last batch was asked for', async () => {
    const seen: StoredEvent[] = [];
    let appended = 0;
    for await (const batch of store.readAll({ batchSize: 1_000 })) {
      seen.push(...batch);
      // Long enough for what is fetched ahead to have met the end.
      if (Number(batch.at(-1)?.position) < SMALL || appended === 3) continue;
      await sleep(200);
      await append({ late: appended });
      appended += 1;
    }
    expect(appended).toBe(3);
    expect(seen.at(-1)?.position).toBe(await store.head());
  }, 60_000);

  it.each([
    ['refused', 'no_such_column', { code: '42703' }],
    ['cut off', 'position, pg_terminate_backend(pg_backend_pid())', { name: 'StoreUnavailable' }],
    ['not answered', 'pg_sleep(60)', { name: 'StoreUnavailable' }],
  ])('fails when it is %s, and leaves a pool that works', async (_, columns, failure) => {
    const impatient = new pg.Pool({ connectionString: database.url, max: 1, query_timeout: 500 });
    impatient.on('error', () => undefined);
    impatient.on('connect', (client) => client.on('error', () => undefined));
    const read = copyTuples(impatient, { after: BEGINNING, limit: 10, columns }, new Tuples());
    await expect(read).rejects.toMatchObject(failure);
    await expect(impatient.query('SELECT')).resolves.toMatchObject({ rowCount: 1 });
    await impatient.end();
  });

  it('fetches again what ran out of time while the consumer kept the process busy', async () => {
    const hurried = new pg.Pool({ connectionString: database.url, max: 1, query_timeout: 500 });
    hurried.on('error', () => undefined);
    let [events, batches] = [0, 0];
    for await (const batch of wholeLog(hurried, { batchSize: 1_000 })) {
      events += batch.length;
      batches += 1;
      if (batches > 8) continue;
      // What is fetched ahead is asked for, and then nobody listens.
      await new Promise(setImmediate);
      const until = performance.now() + 650;
      while (performance.now() < until);
    }
    await hurried.end();
    expect(events).toBe(Number(await store.head()));
  }, 30_000);
});
