import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { collect } from '#event-sourcing/testing/collect.js';
import { installLog } from '#event-sourcing/testing/installed-log.js';
import type { InstalledLog } from '#event-sourcing/testing/installed-log.js';
import { connectionUrl, readConnectionFile } from '#platform/embedded-postgres/connection-file.js';
import type { ConnectionFile } from '#platform/embedded-postgres/connection-file.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { fill, newStream } from '../contract/contract-store.js';
import { onConnection } from '../contract/slow-commits.js';
import { EndlessWork } from '../setup/endless-work.js';
import { FAITHFUL, unfaithful } from '../setup/faithful.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { openOffice } from '../setup/office.js';
import type { Office } from '../setup/office.js';
import { OwnPostgres } from '../setup/own-postgres.js';
import { isRunning } from '../setup/processes.js';
import type { ProductProcess } from '../setup/product-process.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { Randomness } from '../setup/randomness.js';
import { readRawLog } from '../setup/raw-log.js';
import { verdictOn } from '../setup/verdict.js';

const STOPS = times(2, 20);
const CLIENTS = 6;
const READY_WITHIN_MS = 10_000;
/** Readiness is worked out at most once in this time, so that an answer may be as old. */
const READINESS_AGE_MS = 1_000;

/** A server that can be stopped under a product. */
interface Victim {
  /** Where the product finds it. */
  readonly settings: Readonly<Record<string, string>>;
  url(): Promise<string>;
  /** Resolves when it is down. */
  stopImmediately(): Promise<void>;
  /** Resolves at the moment from which the product has it again. */
  bringBack(random: Randomness): Promise<void>;
  remove(): Promise<void>;
}

interface Outage {
  readonly back: number;
  readonly ready: number;
}

const listed = (milliseconds: readonly number[]): string => milliseconds.map((ms) => ms.toFixed(0)).join(', ');

/** Brought back by nobody but the product that owns it. */
const embedded = async (): Promise<Victim> => {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'data');
  const connection = async (): Promise<ConnectionFile> => {
    const found = await readConnectionFile(join(dataDir, 'connection.json'));
    if (found === undefined) throw new Error('the product has no database');
    return found;
  };
  return {
    settings: { DATA_DIR: dataDir },
    url: async () => connectionUrl(await connection()),
    stopImmediately: async () => {
      const { serverPid } = await connection();
      if (serverPid === null) throw new Error('the product has no server');
      process.kill(serverPid, 'SIGQUIT');
      while (await isRunning(serverPid)) await sleep(5);
    },
    bringBack: async () => untilServing(connectionUrl(await connection())),
    remove: () => removeFolder(folder),
  };
};

const external = async (): Promise<Victim> => {
  const server = await OwnPostgres.make();
  return {
    settings: { DATABASE_URL: server.url },
    url: () => Promise.resolve(server.url),
    stopImmediately: () => server.stopImmediately(),
    bringBack: async (random) => {
      await sleep(random.between(0, 3_000));
      await server.start();
    },
    remove: () => server.remove(),
  };
};

let program: ProductProgram;

beforeAll(async () => {
  program = await compileProduct();
}, 60_000);

afterAll(async () => {
  await program?.remove();
});

describe.each([
  { whose: 'the embedded PostgreSQL', made: embedded },
  { whose: 'a PostgreSQL of somebody else', made: external },
])(`$whose, stopped immediately ${String(STOPS)} times while commands run`, ({ whose, made }) => {
  let victim: Victim;
  let product: ProductProcess;
  let office: Office;
  let work: EndlessWork;
  const place = { url: '' };

  beforeAll(async () => {
    victim = await made();
    product = program.start({ ...victim.settings, THROTTLE_REQUESTS_PER_MINUTE: '1000000' });
    place.url = await product.listening();
    office = await openOffice(place.url, await product.firstAdmin());
  }, 60_000);

  afterAll(async () => {
    await product?.stop();
    await victim?.remove();
  }, 60_000);

  const isReady = async (): Promise<boolean> => (await new HttpClient(place.url).get('/health/ready')).status === 200;

  const until = async (come: () => boolean | Promise<boolean>): Promise<number> => {
    const begun = performance.now();
    while (!(await come())) {
      if (performance.now() - begun > 40_000) throw new Error(`it does not come: ${product.stdout.slice(-3_000)}`);
      await sleep(10);
    }
    return performance.now() - begun;
  };

  /** @returns after how many milliseconds the database was back, and the product ready again after that. */
  const stopOnce = async (random: Randomness): Promise<Outage> => {
    const before = work.acknowledged.length + random.between(1, 60);
    await until(() => work.acknowledged.length >= before);
    await sleep(random.between(0, 30));
    await victim.stopImmediately();
    const stopped = performance.now();
    await victim.bringBack(random);
    const back = performance.now() - stopped;
    const enough = work.acknowledged.length + 2 * CLIENTS;
    const worked = until(() => work.acknowledged.length >= enough);
    await until(async () => performance.now() > stopped + READINESS_AGE_MS && (await isReady()));
    const ready = performance.now() - stopped - back;
    await worked;
    return { back, ready };
  };

  it(
    'is ready again within 10 seconds of the return of its database, without being started again',
    async () => {
      const random = new Randomness(seedOf('POSTGRES_STOP_SEED'));
      work = new EndlessWork(place, office.clerk, CLIENTS);
      const outages: Outage[] = [];
      const stops = async (): Promise<void> => {
        while (outages.length < STOPS) outages.push(await stopOnce(random));
      };
      try {
        await Promise.race([stops(), work.done]);
      } finally {
        await work.end();
      }
      const { acknowledged } = work;
      const resent = acknowledged.filter(({ attempts }) => attempts > 1).length;
      process.stdout.write(
        `${whose}: back after ${listed(outages.map(({ back }) => back))} ms, and ready after ` +
          `${listed(outages.map(({ ready }) => ready))} ms; ` +
          `${String(acknowledged.length)} acknowledged, ${String(resent)} of them sent again\n`,
      );
      expect(resent).toBeGreaterThan(STOPS);
      expect(outages.filter(({ ready }) => ready > READY_WITHIN_MS)).toEqual([]);
    },
    times(60_000, 1_200_000),
  );

  it('loses nothing that was acknowledged, and doubles nothing that was sent again', async () => {
    expect(unfaithful(work.acknowledged, await readRawLog(await victim.url()))).toEqual(FAITHFUL);
  });

  it('leaves an intact log, and read models equal to those folded from nothing', async () => {
    const clerk = new HttpClient(place.url, { Authorization: `Bearer ${office.clerk}` });
    const last = work.acknowledged.at(-1);
    expect((await clerk.get(`/api/v1/branches?after=${String(last?.position)}`)).status).toBe(200);
    const { findings, models } = await verdictOn(await victim.url());
    expect(findings).toEqual([]);
    expect(models.filter(({ equal }) => !equal)).toEqual([]);
    expect((await product.stop()).code).toBe(0);
  }, 60_000);
});

async function untilServing(url: string): Promise<void> {
  const serves = (): Promise<boolean> =>
    onConnection(url, (client) => client.query('SELECT')).then(
      () => true,
      () => false,
    );
  for (const end = performance.now() + 60_000; !(await serves());) {
    if (performance.now() > end) throw new Error('nobody starts PostgreSQL again');
    await sleep(20);
  }
}

describe('a PostgreSQL that is set to acknowledge commits before they are on disk', () => {
  /** As slow as it can be made to write what it said was written. */
  const careless = { synchronous_commit: 'off', wal_writer_delay: '10s', wal_writer_flush_after: '1GB' };

  /** @returns how many events were acknowledged and are gone after an immediate stop. */
  const lostBy = async (prepare: (log: InstalledLog) => Promise<unknown>): Promise<number> => {
    const server = await OwnPostgres.make(careless);
    try {
      const log = await installLog(server.url);
      await prepare(log);
      const store = await log.connect();
      await log.asOwner((client) => client.query('CHECKPOINT'));
      const acknowledged = await fill(store, newStream(), 50);
      await server.stopImmediately();
      await server.start();
      const kept = new Set((await collect((await log.connect()).readAll())).flat().map(({ position }) => position));
      await log.close();
      return acknowledged.filter(({ position }) => !kept.has(position)).length;
    } finally {
      await server.remove();
    }
  };

  it('loses nothing of the log when it is stopped immediately', async () => {
    expect(await lostBy(() => Promise.resolve())).toBe(0);
  }, 60_000);

  it('loses acknowledged events where something takes back what the log insists on, which is seen', async () => {
    const takeBack = `
      CREATE FUNCTION take_back() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN PERFORM set_config('synchronous_commit', 'off', true); RETURN NULL; END$$;
      CREATE TRIGGER take_back AFTER INSERT ON log.events EXECUTE FUNCTION take_back()`;
    expect(await lostBy((log) => log.asOwner((client) => client.query(takeBack)))).toBeGreaterThan(0);
  }, 60_000);
});
