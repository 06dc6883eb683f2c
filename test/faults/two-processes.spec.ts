import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { OrderWatch } from '../setup/order-watch.js';
import { openOffice } from '../setup/office.js';
import type { Office } from '../setup/office.js';
import type { ProductProcess } from '../setup/product-process.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { readRawLog } from '../setup/raw-log.js';
import { sendUntilAcknowledged } from '../setup/retrying-client.js';

const CLIENTS = 20;
const EACH = 22;
const SHARED = ['S1', 'S2', 'S3', 'S4'];
const ROUNDS = 6;

let database: TestDatabase;
let program: ProductProgram;
let processes: readonly ProductProcess[];
let urls: readonly string[];
let office: Office;

beforeAll(async () => {
  [database, program] = await Promise.all([createTestDatabase(), compileProduct()]);
  const settings = { DATABASE_URL: database.url, THROTTLE_REQUESTS_PER_MINUTE: '1000000' };
  // At the same time, on an empty database: both would make it.
  processes = [program.start(settings), program.start(settings)];
  urls = await Promise.all(processes.map((each) => each.listening()));
  office = await openOffice(urls[0] ?? '', await Promise.any(processes.map((each) => each.firstAdmin())));
}, 120_000);

afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.stop()));
  await program?.remove();
  await database?.drop();
});

const at = (n: number): { url: string } => ({ url: urls[n % urls.length] ?? '' });
const clerkAt = (n: number): HttpClient => new HttpClient(at(n).url, { Authorization: `Bearer ${office.clerk}` });

describe('two processes that start at once on an empty database', () => {
  it('begin one log, and show one administrator', async () => {
    const log = await readRawLog(database.url);
    expect(log.filter(({ stream }) => !stream.includes('-'))).toHaveLength(1);
    expect(processes.filter(({ stderr }) => stderr.includes('administrator'))).toHaveLength(1);
  });
});

describe('twenty clients of two processes', () => {
  it('write more than four hundred commands, half on the same streams: gapless, each once, in the order of commits', async () => {
    for (const code of SHARED)
      await sendUntilAcknowledged(at(0), office.clerk, 'POST', '/branches', { code, name: `共用${code}` });
    const watch = await OrderWatch.begin(database.url, 'SELECT position FROM log.events');
    const sent = await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const acknowledged = [];
        for (let n = 0; n < EACH; n += 1) {
          const shared = SHARED[(client + n) % SHARED.length] ?? '';
          const name = `支部${String(client)}之${String(n)}`;
          const code = `B${String(client)}x${String(n)}`;
          acknowledged.push(
            n % 2 === 0
              ? await sendUntilAcknowledged(at(client), office.clerk, 'PUT', `/branches/${shared}/name`, { name })
              : await sendUntilAcknowledged(at(client), office.clerk, 'POST', '/branches', { code, name }),
          );
        }
        return acknowledged;
      }),
    );
    const { looks, late } = await watch.end();
    expect(looks).toBeGreaterThan(10);
    expect(late).toEqual([]);

    const commands = sent.flat();
    expect(commands.length).toBeGreaterThan(400);
    const log = await readRawLog(database.url);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
    for (const { key, position, events } of commands) {
      const recorded = log.filter(({ metadata }) => metadata.$correlationId === key);
      expect(recorded.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      expect(recorded.at(-1)?.position).toBe(position);
    }
    for (const stream of new Set(log.map((event) => event.stream))) {
      const revisions = log.filter((event) => event.stream === stream).map(({ revision }) => revision);
      expect(revisions).toEqual(revisions.map((_, index) => index));
    }
    // On the shared streams the two really met.
    expect(log.filter(({ stream }) => stream === 'branch-S1').length).toBeGreaterThan(40);
  }, 120_000);

  it('race with If-Match for one stream: one winner in every round, the others are told 412', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const length = (await readRawLog(database.url)).filter(({ stream }) => stream === 'branch-S1').length;
      const answers = await Promise.all(
        Array.from({ length: CLIENTS }, (_, client) =>
          clerkAt(client).put(
            '/api/v1/branches/S1/name',
            { name: `第${String(round)}轮第${String(client)}名` },
            { 'If-Match': `"${String(length)}"` },
          ),
        ),
      );
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).toEqual([201, ...Array.from({ length: CLIENTS - 1 }, () => 412)]);
    }
  }, 60_000);

  it('read the same from both processes, once both show the last command', async () => {
    const last = await sendUntilAcknowledged(at(1), office.clerk, 'PUT', '/branches/S2/name', { name: '末次更名' });
    const paths = ['/branches/S2', '/branches?limit=200', '/branches/S2/timeline', '/branches/S1/timeline?limit=200'];
    for (const path of paths) {
      const query = `${path.includes('?') ? '&' : '?'}after=${String(last.position)}`;
      const [one, other] = await Promise.all([0, 1].map((n) => clerkAt(n).get(`/api/v1${path}${query}`)));
      expect([path, one?.status]).toEqual([path, 200]);
      expect(other?.body).toEqual(one?.body);
      if (path.includes('S2')) expect(JSON.stringify(one?.body)).toContain('末次更名');
    }
  });
});

describe('the watch over the order of positions', () => {
  it('sees a position that is committed below one already seen, as a sequence would give it', async () => {
    const clients = [new pg.Client(database.url), new pg.Client(database.url)] as const;
    await Promise.all(clients.map((client) => client.connect()));
    const [slow, fast] = clients;
    await fast.query('CREATE TABLE watched (position bigserial)');
    const watch = await OrderWatch.begin(database.url, 'SELECT position FROM watched');
    await slow.query('BEGIN');
    await slow.query('INSERT INTO watched DEFAULT VALUES');
    await fast.query('INSERT INTO watched DEFAULT VALUES');
    await watch.seen(2);
    await slow.query('COMMIT');
    await watch.seen(1);
    expect((await watch.end()).late).toEqual([{ position: 1, after: 2 }]);
    await Promise.all(clients.map((client) => client.end()));
  });
});
