import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setPriority } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { growLog } from '#chronicle/testing/grow-log.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { times } from '../setup/fault-scale.js';
import { openOffice } from '../setup/office.js';
import { descendantsOf, isRunning } from '../setup/processes.js';
import type { ProductProcess } from '../setup/product-process.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';

/** About 9,000 events, or 45,000. */
const SIZE = { branches: times(10, 50), firstYear: 2020, years: 5 };
const YEAR = { year: 2023 };
const LAG = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m;
const MOST_MS = 50;
/** So many may ask at once: one is worked for, the others wait. */
const TAKEN = 5;
/** What else runs on the machine only ever adds to a delay: the quietest of so many attempts counts. */
const ATTEMPTS = 3;

let database: TestDatabase;
let program: ProductProgram;
let product: ProductProcess;
let chair: HttpClient;
let events: number;

const query = async <Row extends pg.QueryResultRow>(statement: string): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
};

/** Where this user may say so, what else runs on the machine waits for it: it is its own work that is looked at. */
const goFirst = (pid: number): void => {
  try {
    setPriority(pid, -15);
  } catch {
    // The quietest of several attempts counts.
  }
};

const start = async (): Promise<void> => {
  product = program.start({ DATABASE_URL: database.url, THROTTLE_REQUESTS_PER_MINUTE: '1000000' });
  await product.listening();
  goFirst(product.pid);
};

const TIMELINE = '/api/v1/branches/B00002/timeline?limit=10';

/** Whether the read models have the whole log; until then their routes say how far they are. */
const isServed = async (): Promise<boolean> => {
  const { status, code } = await chair.get(TIMELINE);
  if (status !== 200) expect([status, code]).toEqual([503, 'read-model-building']);
  return status === 200;
};

/** The 99th percentile since the last look, in milliseconds. */
const lag = async (): Promise<number> => {
  const text = await (await fetch(`${chair.url}/metrics`)).text();
  return Number(LAG.exec(text)?.[1]) * 1_000;
};

beforeAll(async () => {
  [database, program] = await Promise.all([createTestDatabase(), compileProduct()]);
  await start();
  const office = await openOffice(await product.listening(), await product.firstAdmin());
  chair = new HttpClient(await product.listening(), { Authorization: `Bearer ${office.chair}` });
  // What is built anew first needs nothing that was built before.
  await product.stop();
  events = await growLog(database.url, SIZE);
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await program?.remove();
  await database?.drop();
});

/** Reads on until `work` is done; answers how long each request took. */
const readingUntil = async (work: Promise<unknown>): Promise<readonly number[]> => {
  const took: number[] = [];
  const ended = new AbortController();
  const end = (): void => ended.abort();
  void work.then(end, end);
  while (!ended.signal.aborted) {
    const begun = performance.now();
    expect((await chair.get(TIMELINE)).status).toBe(200);
    took.push(performance.now() - begun);
    await sleep(20);
  }
  return took;
};

/** A replay among other requests; answers, and prints, how late the event loop was at the 99th percentile. */
const measuredReplay = async (): Promise<number> => {
  await lag();
  await readingUntil(sleep(3_000));
  const without = await lag();
  const begun = performance.now();
  const replaying = chair.post('/api/v1/replays', YEAR);
  const took = await readingUntil(replaying);
  const during = await lag();
  const answer = await replaying;
  const seconds = (performance.now() - begun) / 1_000;
  expect(answer.status).toBe(200);
  expect(answer.at('verdict', 'verdict')).toBe('intact');
  expect(answer.at('report', 'log', 'ordinal')).toBeGreaterThanOrEqual(events);
  const p99 = took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? 0;
  process.stdout.write(
    `replay of ${String(events)} events in ${seconds.toFixed(1)} s: event loop p99 ${during.toFixed(1)} ms` +
      ` (without it ${without.toFixed(1)} ms), ${String(took.length)} reads meanwhile, p99 ${p99.toFixed(1)} ms\n`,
  );
  return during;
};

/** As an operator would who wants to have them anew. */
const startWithoutReadModels = async (): Promise<void> => {
  await product.stop();
  const schemas = await query<{ name: string }>(
    `SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname LIKE 'read_model%' OR nspname = 'projections'`,
  );
  await query(`DROP SCHEMA ${schemas.map(({ name }) => name).join(', ')} CASCADE`);
  await start();
  chair = new HttpClient(await product.listening(), chair.headers);
};

/** Such a start among requests; answers, and prints, how late the event loop was. */
const measuredBuilding = async (): Promise<number> => {
  await startWithoutReadModels();
  await lag();
  const begun = performance.now();
  let beside = 0;
  while (!(await isServed())) {
    beside = Math.max(beside, (await descendantsOf(product.pid)).length - 1);
    await sleep(20);
  }
  const during = await lag();
  expect(beside).toBe(1);
  process.stdout.write(
    `read models of ${String(events)} events built in ${((performance.now() - begun) / 1_000).toFixed(1)} s:` +
      ` event loop p99 ${during.toFixed(1)} ms\n`,
  );
  return during;
};

/** Those who do heavy work for the product. */
const working = async (): Promise<readonly number[]> =>
  (await descendantsOf(product.pid)).filter((pid) => pid !== product.pid);

const untilWorking = async (count: number): Promise<void> => {
  while ((await working()).length !== count) await sleep(20);
};

const quietestOf = async (measured: () => Promise<number>): Promise<number> => {
  let quietest = Number.POSITIVE_INFINITY;
  for (let attempt = 1; attempt <= ATTEMPTS && quietest >= MOST_MS; attempt += 1)
    quietest = Math.min(quietest, await measured());
  return quietest;
};

describe('building all read models at a start', () => {
  it('keeps nobody waiting: the event loop of the API stays below 50 ms at the 99th percentile', async () => {
    expect(await quietestOf(measuredBuilding)).toBeLessThan(MOST_MS);
  }, 600_000);
});

describe('a replay of the whole log', () => {
  it('keeps nobody waiting: the event loop of the API stays below 50 ms at the 99th percentile', async () => {
    expect(await quietestOf(measuredReplay)).toBeLessThan(MOST_MS);
  }, 600_000);

  it('is seen by that measure when it runs in the process itself', async () => {
    // What the replay in the process would be to it, as far as the loop can tell.
    const spin = (ms: number): void => {
      for (const end = performance.now() + ms; performance.now() < end;);
    };
    const delay = monitorEventLoopDelay();
    delay.enable();
    for (let n = 0; n < 20; n += 1) {
      await sleep(5);
      spin(80);
    }
    delay.disable();
    expect(delay.percentile(99) / 1e6).toBeGreaterThan(MOST_MS);
  });

  it('is done one at a time, some wait, and the rest come again later; who leaves is not worked for', async () => {
    const leaving = new AbortController();
    const ask = (): Promise<Response> =>
      fetch(`${chair.url}/api/v1/replays`, {
        method: 'POST',
        headers: { ...chair.headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(YEAR),
        signal: leaving.signal,
      });
    const answered: Response[] = [];
    const asked = Array.from({ length: TAKEN + 1 }, () => ask().then((answer) => void answered.push(answer)));
    await Promise.race(asked);
    const [refused] = answered;
    expect([refused?.status, await refused?.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'replay-running' }),
    ]);
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(0);
    await untilWorking(1);
    expect(answered).toHaveLength(1);
    leaving.abort();
    await Promise.allSettled(asked);
    await untilWorking(0);
    // Whoever is worked for next begins at once.
    await sleep(500);
    expect(await working()).toEqual([]);
  }, 60_000);

  it('ends with the API', async () => {
    const asked = chair.post('/api/v1/replays', YEAR).then(
      ({ status }) => status,
      () => 0,
    );
    await untilWorking(1);
    await sleep(500);
    const family = await descendantsOf(product.pid);
    expect(family).toHaveLength(2);
    expect((await product.stop()).code).toBe(0);
    expect([0, 503]).toContain(await asked);
    expect((await Promise.all(family.map(isRunning))).filter(Boolean)).toEqual([]);
  }, 60_000);
});

describe('building read models from a log with an event that some of them cannot take', () => {
  it('stops these at that event, and serves the others', async () => {
    const store = await openPostgresEventStore({ url: database.url });
    const poison = proposed({ type: 'BranchRenamed', schemaVersion: 99, data: { name: '新名' } });
    const { logId } = store;
    await store.append(prepareAppend({ logId, stream: 'branch-B99999', after: undefined, events: [poison] }));
    await store.close();
    await startWithoutReadModels();
    while ((await chair.get('/api/v1/reviews')).status !== 200) await sleep(20);
    const anybody = new HttpClient(chair.url);
    const detail = async (): Promise<unknown> =>
      (await anybody.get('/health/ready')).at('components', 'read-models', 'detail');
    const stopped = ['branches', 'branch_names', 'timeline'];
    while (String(await detail()).split('stopped').length <= stopped.length) await sleep(20);
    expect(await detail()).toBe(stopped.map((model) => `${model}: stopped (event-failed)`).join('; '));
    const failures = await query<{ error: object }>(
      `SELECT error FROM projections.checkpoints WHERE state = 'stopped' AND NOT serving`,
    );
    const where = { code: 'event-failed', stream: 'branch-B99999', revision: 0, type: 'BranchRenamed' };
    expect(failures.map(({ error }) => error)).toEqual(stopped.map(() => expect.objectContaining(where)));
  }, 60_000);
});
