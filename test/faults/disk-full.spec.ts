import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionUrl, readConnectionFile } from '#platform/embedded-postgres/connection-file.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { warnOfSkipping } from '../setup/eventstored-at-hand.js';
import { EndlessWork } from '../setup/endless-work.js';
import { FAITHFUL, unfaithful } from '../setup/faithful.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { openOffice } from '../setup/office.js';
import type { Office } from '../setup/office.js';
import type { ProductProcess } from '../setup/product-process.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { Randomness } from '../setup/randomness.js';
import { readRawLog } from '../setup/raw-log.js';
import type { Place } from '../setup/retrying-client.js';
import { SmallDisk } from '../setup/small-disk.js';
import { verdictOn } from '../setup/verdict.js';

const ROUNDS = times(2, 20);
const CLIENTS = 6;

interface Refusal {
  readonly status: number;
  readonly type: string | null;
  readonly retryAfter: string | null;
  readonly code: string;
  readonly detail: string;
}

const disk = await SmallDisk.mount('256m');
if (disk === undefined) warnOfSkipping('a full disk: this user or this machine may not mount one');
const describeOnDisk = disk === undefined ? describe.skip : describe;

describeOnDisk(`a disk that is full ${String(ROUNDS)} times while commands run`, () => {
  const dataDir = join(disk?.path ?? '', 'data');
  const refusals: Refusal[] = [];
  const place: Place = { url: '', refused: (answer, text) => refusals.push(refusalIn(answer, text)) };
  let program: ProductProgram;
  let product: ProductProcess;
  let office: Office;
  let work: EndlessWork;
  let url: string;

  beforeAll(async () => {
    program = await compileProduct();
    product = program.start({ DATA_DIR: dataDir, THROTTLE_REQUESTS_PER_MINUTE: '1000000' });
    place.url = await product.listening();
    office = await openOffice(place.url, await product.firstAdmin());
    const connection = await readConnectionFile(join(dataDir, 'connection.json'));
    if (connection === undefined) throw new Error('the product has no database');
    url = connectionUrl(connection);
  }, 60_000);

  afterAll(async () => {
    await disk?.makeRoom();
    await product?.stop();
    await program?.remove();
    await disk?.unmount();
  }, 60_000);

  const until = async (come: () => boolean, patienceMs = 40_000): Promise<void> => {
    for (const end = performance.now() + patienceMs; !come();) {
      if (performance.now() > end) throw new Error(`it does not come: ${product.stdout.slice(-3_000)}`);
      await sleep(10);
    }
  };

  /** Some of the rounds leave no room for the write-ahead log either, which stops PostgreSQL altogether. */
  const round = async (random: Randomness, stopsPostgres: boolean): Promise<number> => {
    const before = work.acknowledged.length + random.between(1, 60);
    await until(() => work.acknowledged.length >= before);
    await disk?.fill();
    const [refused, said] = [refusals.length, product.stdout.length];
    if (stopsPostgres) await writeUntilItStops(url);
    const told = (): boolean => refusals.slice(refused).some(({ code }) => code === 'storage-full');
    // Twice: it has tried, and tries again.
    const down = (): boolean => product.stdout.slice(said).split('PostgreSQL is not back yet').length > 2;
    await until(stopsPostgres ? down : told);
    await sleep(random.between(0, 1_500));
    expect((await new HttpClient(place.url).get('/health/live')).status).toBe(200);
    await disk?.makeRoom();
    const begun = performance.now();
    const enough = work.acknowledged.length + 2 * CLIENTS;
    await until(() => work.acknowledged.length >= enough);
    return performance.now() - begun;
  };

  it(
    'is told as what it is, and work goes on by itself when there is room again',
    async () => {
      const random = new Randomness(seedOf('DISK_FULL_SEED'));
      work = new EndlessWork(place, office.clerk, CLIENTS);
      const rounds = async (): Promise<void> => {
        for (let n = 0; n < ROUNDS; n += 1) {
          const stops = n % 2 === 1;
          const ms = await round(random, stops);
          process.stdout.write(
            `${stops ? 'PostgreSQL stopped' : 'rows refused'}: works again after ${ms.toFixed(0)} ms\n`,
          );
        }
      };
      try {
        await Promise.race([rounds(), work.done]);
      } finally {
        await disk?.makeRoom();
        await work.end();
      }
      const codes = CODES.map((code) => `${code} ${String(refusals.filter((each) => each.code === code).length)}`);
      process.stdout.write(`${String(work.acknowledged.length)} acknowledged; refused: ${codes.join(', ')}\n`);
    },
    times(120_000, 1_200_000),
  );

  it('is answered with 503, a stable code and a time to come back, and with nothing else', () => {
    expect(refusals.length).toBeGreaterThan(ROUNDS);
    expect(refusals.filter((refusal) => !isPlain(refusal))).toEqual([]);
    expect(refusals.some(({ code, detail }) => code === 'storage-full' && /空间/.test(detail))).toBe(true);
  });

  it('loses nothing that was acknowledged, and doubles nothing that was sent again', async () => {
    const log = await readRawLog(url);
    expect(unfaithful(work.acknowledged, log)).toEqual(FAITHFUL);
    const [{ key } = { key: '' }] = work.acknowledged.slice(-1);
    expect(
      unfaithful(
        work.acknowledged,
        log.filter(({ metadata }) => metadata.$correlationId !== key),
      ).lost,
    ).toEqual([key]);
  });

  it('leaves an intact log, and read models equal to those folded from nothing', async () => {
    const ready = async (): Promise<number> => (await new HttpClient(place.url).get('/health/ready')).status;
    for (let n = 0; n < 100 && (await ready()) !== 200; n += 1) await sleep(100);
    const { findings, models } = await verdictOn(url);
    expect(findings).toEqual([]);
    expect(models.filter(({ equal }) => !equal)).toEqual([]);
    expect((await product.stop()).code).toBe(0);
  }, 60_000);
});

const refusalIn = (answer: Response, text: string): Refusal => {
  const { code, detail } = JSON.parse(text);
  const { status, headers } = answer;
  return { status, type: headers.get('content-type'), retryAfter: headers.get('retry-after'), code, detail };
};

const CODES = ['storage-full', 'log-unavailable', 'database-unavailable', 'outcome-unknown'];

const isPlain = ({ status, type, retryAfter, code }: Refusal): boolean =>
  status === 503 &&
  type?.startsWith('application/problem+json') === true &&
  retryAfter !== null &&
  CODES.includes(code);

/** As much into the write-ahead log as it takes. */
async function writeUntilItStops(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const megabyte = `SELECT pg_logical_emit_message(false, 'test', repeat('x', 1048576))`;
  const written = async (): Promise<boolean> =>
    client.query(megabyte).then(
      () => true,
      () => false,
    );
  for (let runs = true; runs;) runs = await written();
  await client.end().catch(() => undefined);
}
