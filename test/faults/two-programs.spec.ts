import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attachEmbeddedPostgres } from '#platform/embedded-postgres/attach.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { FAITHFUL, unfaithful } from '../setup/faithful.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { openOffice } from '../setup/office.js';
import { waitedForProcessor } from '../setup/processes.js';
import type { ProductProcess } from '../setup/product-process.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { Randomness } from '../setup/randomness.js';
import { readRawLog } from '../setup/raw-log.js';
import { sendUntilAcknowledged } from '../setup/retrying-client.js';
import type { Acknowledged } from '../setup/retrying-client.js';

const LIVES = times(1, 10);
const SECONDS_PER_LIFE = times(3, 5);
const REFUSED_WITHIN_MS = 2_000;
/** What else runs on the machine only ever adds to it: the quickest of so many refusals counts. */
const ATTEMPTS = 3;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Refused {
  readonly code: number | null;
  readonly words: string;
  /** From its start to its end, without what others kept the processors busy. */
  readonly ms: number;
}

let program: ProductProgram;
let parent: string;
let dataDir: string;
let clerk = '';
const acknowledged: Acknowledged[] = [];

const started: ProductProcess[] = [];

const start = (): ProductProcess => {
  const product = program.start({ DATA_DIR: dataDir, THROTTLE_REQUESTS_PER_MINUTE: '1000000' });
  started.push(product);
  return product;
};

/** How a program that was just started is refused; undefined when it serves. */
const refusalOf = async (product: ProductProcess): Promise<Refused | undefined> => {
  const begun = performance.now();
  const serving = product.listening().then(
    () => true,
    () => false,
  );
  let waited = 0;
  const looks = setInterval(() => {
    void waitedForProcessor(product.pid).then((ms) => (waited = Math.max(waited, ms)));
  }, 20);
  if (await serving.finally(() => clearInterval(looks))) return undefined;
  const { code } = await product.ended;
  return { code, words: product.stderr, ms: performance.now() - begun - waited };
};

beforeAll(async () => {
  [program, parent] = await Promise.all([compileProduct(), temporaryFolder()]);
  dataDir = join(parent, 'data');
  const first = start();
  // One that has the folder to itself is not refused.
  expect(await refusalOf(first)).toBeUndefined();
  clerk = (await openOffice(await first.listening(), await first.firstAdmin())).clerk;
  const body = { code: '01', name: '第一党支部' };
  acknowledged.push(await sendUntilAcknowledged({ url: await first.listening() }, clerk, 'POST', '/branches', body));
  await first.stop();
}, 60_000);

afterAll(async () => {
  await Promise.all(started.map((product) => product.stop()));
  await program?.remove();
  await removeFolder(parent);
});

describe('two programs on one data folder', () => {
  /** Of two that start nearly at once either may be first; the other one is answered. */
  const pairStarted = async (gapMs: number): Promise<{ serves: ProductProcess; refused: Refused }> => {
    const one = start();
    const outcomeOfOne = refusalOf(one);
    await sleep(gapMs);
    const other = start();
    const [refusedOne, refusedOther] = await Promise.all([outcomeOfOne, refusalOf(other)]);
    const refused = refusedOther ?? refusedOne;
    if (refused === undefined || (refusedOne !== undefined && refusedOther !== undefined))
      throw new Error(`both are ${refused === undefined ? 'served' : 'refused'}`);
    return { serves: refusedOther === undefined ? other : one, refused };
  };

  /** Refused by the one that serves, as quickly as in any of some attempts. */
  const refusedBy = async (serves: ProductProcess, first?: Refused): Promise<Refused> => {
    let quickest = first;
    for (let attempt = 1; attempt <= ATTEMPTS && (quickest?.ms ?? Infinity) >= REFUSED_WITHIN_MS; attempt += 1) {
      const refused = await refusalOf(start());
      if (refused === undefined) throw new Error('the second serves too');
      if (refused.ms < (quickest?.ms ?? Infinity)) quickest = refused;
    }
    if (quickest === undefined) throw new Error('it was not tried');
    expect(quickest.words).toContain(`in use by process ${String(serves.pid)}`);
    return quickest;
  };

  const work = async (url: string, isOver: () => boolean): Promise<void> => {
    for (let n = 0; !isOver(); n += 1) {
      const body = { name: `第一党支部第${String(n)}名` };
      acknowledged.push(await sendUntilAcknowledged({ url }, clerk, 'PUT', '/branches/01/name', body));
    }
  };

  it(
    `the second refuses within two seconds, ${String(LIVES * SECONDS_PER_LIFE)} times, while the first starts and while it works`,
    async () => {
      const random = new Randomness(seedOf('TWO_PROGRAMS_SEED'));
      const refusals: Refused[] = [];
      for (let life = 0; life < LIVES; life += 1) {
        const { serves, refused } = await pairStarted(random.between(0, 1_500));
        refusals.push(await refusedBy(serves, refused));
        const url = await serves.listening();
        let over = false;
        const working = work(url, () => over);
        const before = acknowledged.length;
        for (let n = 1; n < SECONDS_PER_LIFE; n += 1) {
          await sleep(random.between(0, 400));
          refusals.push(await refusedBy(serves));
        }
        over = true;
        await working;
        expect(acknowledged.length).toBeGreaterThan(before);
        expect(await serves.stop()).toEqual({ code: 0, signal: null });
      }
      const slowest = Math.max(...refusals.map(({ ms }) => ms));
      process.stdout.write(
        `${String(refusals.length)} refused, the slowest after ${slowest.toFixed(0)} ms;` +
          ` ${String(acknowledged.length)} commands acknowledged meanwhile\n`,
      );
      expect(refusals).toHaveLength(LIVES * SECONDS_PER_LIFE);
      for (const { code, words } of refusals) {
        expect(code).toBe(1);
        expect(words).toContain(`数据目录 ${dataDir} 正被进程`);
        expect(words).not.toMatch(/\n\s+at /);
      }
      expect(slowest).toBeLessThan(REFUSED_WITHIN_MS);
    },
    times(60_000, 600_000),
  );

  it('leave a log with every acknowledged command in it once', async () => {
    const database = await attachEmbeddedPostgres({ dataDir, log });
    try {
      expect(unfaithful(acknowledged, await readRawLog(database.url))).toEqual(FAITHFUL);
    } finally {
      await database.stop();
    }
  });
});
