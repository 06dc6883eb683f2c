import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { loadConfig } from '#platform/config/load-config.js';
import type { Config } from '#platform/config/config.js';
import { openEmbeddedPostgres } from '#platform/embedded-postgres/open.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { SystemClock } from '#time/clock.js';
import { run, tellTwoYears } from '../cli/testing/told-log.js';
import { startProduct } from './start-product.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let config: Config;

beforeAll(async () => {
  folder = await temporaryFolder();
  config = loadConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' });
});

afterAll(() => removeFolder(folder));

/** Everything but the system's own schemas. */
const schemasOf = async (url: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^public$' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
};

describe('the command line on the embedded default', () => {
  it('says that there is nothing yet, and makes nothing', async () => {
    const { exitCode, stderr } = await run(config, 'verify');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/还没有数据库.*There is no database in .* yet/);
    expect(existsSync(config.dataDir)).toBe(false);
  });

  it('says that there is no log in a database yet, and begins none', async () => {
    const owner = await openEmbeddedPostgres({ dataDir: config.dataDir, log: silent });
    try {
      const { exitCode, stderr } = await run(config, 'verify');
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/还没有事件日志.*There is no log of events in this database yet/);
      expect(await schemasOf(owner.url)).toEqual([]);
      await tellTwoYears(owner.url);
      const before = await schemasOf(owner.url);
      expect((await run(config, 'replay', '--year', '2023')).exitCode).toBe(0);
      expect((await run(config, 'status')).stdout).toMatch(/timeline +3 +未建 missing/);
      expect(await schemasOf(owner.url)).toEqual(before);
    } finally {
      await owner.stop();
    }
  }, 120_000);

  it('works when no product runs, and leaves no server behind', async () => {
    expect((await run(config, 'rebuild', 'all')).exitCode).toBe(0);
    expect(await run(config, 'verify')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(existsSync(join(config.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  }, 120_000);

  it('works beside a product that runs, which goes on', async () => {
    const product = await startProduct({ config, clock: new SystemClock(), logger: pino({ level: 'silent' }) });
    try {
      expect((await run(config, 'rebuild', 'timeline')).exitCode).toBe(0);
      expect(await run(config, 'verify')).toMatchObject({ exitCode: 0, stderr: '' });
      expect((await fetch(`${product.url}/health/live`)).status).toBe(200);
    } finally {
      await product.app.close();
    }
  }, 120_000);
});
