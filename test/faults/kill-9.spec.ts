import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attachEmbeddedPostgres } from '#platform/embedded-postgres/attach.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { openOffice } from '../setup/office.js';
import type { Office } from '../setup/office.js';
import { isRunning } from '../setup/processes.js';
import type { ProductProcess } from '../setup/product-process.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { Randomness } from '../setup/randomness.js';
import { readRawLog } from '../setup/raw-log.js';
import type { RawEvent } from '../setup/raw-log.js';
import { sendUntilAcknowledged } from '../setup/retrying-client.js';
import type { Acknowledged } from '../setup/retrying-client.js';
import { verdictOn } from '../setup/verdict.js';

const KILLS = times(6, 100);
const CLIENTS = 8;
const BRANCHES = ['01', '02', '03'];
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let program: ProductProgram;
let parent: string;
let dataDir: string;
let running: ProductProcess;
let office: Office;
/** Events before the work begins. */
let prepared: number;
const place = { url: '' };

const start = async (): Promise<void> => {
  running = program.start({ DATA_DIR: dataDir, THROTTLE_REQUESTS_PER_MINUTE: '1000000' });
  place.url = await running.listening();
};

/** Read beside the running product. */
const rawLog = async (): Promise<readonly RawEvent[]> => {
  const database = await attachEmbeddedPostgres({ dataDir, log });
  try {
    return await readRawLog(database.url);
  } finally {
    await database.stop();
  }
};

/** A review in which every branch has delivered its report, so that comments can be given. */
const prepare = async (): Promise<void> => {
  const clerk = new HttpClient(place.url, { Authorization: `Bearer ${office.clerk}` });
  const post = async (path: string, body: object): Promise<void> => {
    const { status, body: answer } = await clerk.post(`/api/v1${path}`, body);
    if (status !== 201) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  };
  const presider = office.chairPerson;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const review = { year: 2025, committee: '党委', title: '述职评议会', plannedOn: today, presider };
  for (const code of BRANCHES) await post('/branches', { code, name: `第${code}党支部` });
  await post('/reviews', review);
  for (const branch of BRANCHES) {
    await post('/reviews/2025/enrolments', { branch, mode: 'on-site', commentator: presider });
    await post(`/reviews/2025/reports/${branch}/delivery`, { deliveredBy: presider });
  }
};

beforeAll(async () => {
  [program, parent] = await Promise.all([compileProduct(), temporaryFolder()]);
  dataDir = join(parent, 'data');
  await start();
  office = await openOffice(place.url, await running.firstAdmin());
  await prepare();
  prepared = (await rawLog()).length;
}, 60_000);

afterAll(async () => {
  await running?.stop();
  await program?.remove();
  await removeFolder(parent);
}, 30_000);

const acknowledged: Acknowledged[] = [];

/** One client's endless work, until `isOver`: new streams, shared streams, and comments of four events each. */
const work = async (client: number, isOver: () => boolean): Promise<void> => {
  for (let n = 0; !isOver(); n += 1) {
    const words = `第${String(client)}人第${String(n)}件`;
    const branch = BRANCHES[(client + n) % BRANCHES.length] ?? '';
    const goal = { statement: words, measure: words, dueOn: '2099-06-30' };
    const problem = { statement: words, category: '组织生活' };
    const tasks = [
      () => {
        const body = { code: `C${String(client)}x${String(n)}`, name: words };
        return sendUntilAcknowledged(place, office.clerk, 'POST', '/branches', body);
      },
      () => sendUntilAcknowledged(place, office.clerk, 'PUT', `/branches/${branch}/name`, { name: words }),
      () => {
        const body = { problems: [problem, problem], goals: [goal] };
        return sendUntilAcknowledged(place, office.chair, 'POST', `/reviews/2025/reports/${branch}/comments`, body);
      },
    ];
    const task = tasks[n % tasks.length];
    if (task !== undefined) acknowledged.push(await task());
  }
};

/** Now and then hardly started, mostly in the middle of work: after some more commands, and a moment that is no end of one. */
const momentToKill = async (random: Randomness): Promise<void> => {
  const enough = acknowledged.length + (random.between(0, 5) === 0 ? 0 : random.between(1, 16));
  const patience = performance.now() + 2_500;
  while (acknowledged.length < enough && performance.now() < patience) await sleep(5);
  await sleep(random.between(0, 60));
};

const killAgainAndAgain = async (random: Randomness): Promise<void> => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await momentToKill(random);
    const postmaster = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
    await running.kill();
    expect(await isRunning(postmaster)).toBe(true);
    await start();
  }
};

describe(`the whole program killed ${String(KILLS)} times while commands run`, () => {
  let events: readonly RawEvent[];

  beforeAll(async () => {
    const random = new Randomness(seedOf('KILL_SEED'));
    let over = false;
    const clients = Promise.all(Array.from({ length: CLIENTS }, (_, client) => work(client, () => over)));
    try {
      await Promise.race([killAgainAndAgain(random), clients]);
    } finally {
      over = true;
    }
    await clients;
    events = await rawLog();
    const resent = acknowledged.filter(({ attempts }) => attempts > 1).length;
    process.stdout.write(`${String(acknowledged.length)} acknowledged, ${String(resent)} of them sent again\n`);
  }, 3_600_000);

  it('has every acknowledged command in the log exactly once, whole', () => {
    expect(acknowledged.length).toBeGreaterThan(3 * KILLS);
    expect(acknowledged.filter(({ attempts }) => attempts > 1).length).toBeGreaterThan(KILLS);
    for (const { key, position, events: told } of acknowledged) {
      const recorded = events.filter(({ metadata }) => metadata.$correlationId === key);
      expect(recorded.map(({ id, type }) => ({ id, type }))).toEqual(told.map(({ id, type }) => ({ id, type })));
      expect(new Set(recorded.map(({ metadata }) => metadata.commandId)).size).toBe(1);
      expect(recorded.at(-1)?.position).toBe(position);
      if (recorded[0]?.type === 'CommentIssued') expect(recorded).toHaveLength(4);
    }
  });

  it('has nothing else in the log but what came before: no half, no double, no gap', () => {
    const keys = new Set(acknowledged.map(({ key }) => key));
    const others = events.filter(({ metadata }) => !keys.has(metadata.$correlationId));
    expect(others.length).toBe(prepared);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
  });

  it('has an intact log, and read models equal to those folded from nothing', async () => {
    const clerk = new HttpClient(place.url, { Authorization: `Bearer ${office.clerk}` });
    const head = String(events.at(-1)?.position);
    for (const path of ['branches', 'branches/01/timeline', 'problems', 'goals', 'reviews/2025/overview'])
      expect([path, (await clerk.get(`/api/v1/${path}?after=${head}`)).status]).toEqual([path, 200]);
    const database = await attachEmbeddedPostgres({ dataDir, log });
    const { findings, models } = await verdictOn(database.url);
    await database.stop();
    expect(findings).toEqual([]);
    expect(models.filter(({ equal }) => !equal)).toEqual([]);
    expect(models.map(({ ordinal }) => ordinal)).toEqual(models.map(() => events.length));
  }, 60_000);

  it('stops gracefully after all that', async () => {
    expect(await running.stop()).toEqual({ code: 0, signal: null });
  });
});
