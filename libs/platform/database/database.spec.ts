import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.js';
import { createTestDatabase } from '../testing/test-database.js';
import type { TestDatabase } from '../testing/test-database.js';
import { Database } from './database.js';
import { DatabaseModule, PG_POOL } from './database.module.js';

const lines: string[] = [];
const keep = (message: string) => void lines.push(message);
const log = { info: keep, warn: keep, error: keep };

let folder: string;
let given: TestDatabase;

beforeEach(async () => {
  lines.length = 0;
  folder = await temporaryFolder();
  given = await createTestDatabase();
}, 60_000);

afterEach(async () => {
  await given.drop();
  await removeFolder(folder);
});

/** As the settings would give it. */
function config(urls: { databaseUrl?: string; eventStore?: string } = {}) {
  return { dataDir: folder, ...urls };
}

describe('the database', () => {
  it('given DATABASE_URL, is that one, and the log is there too unless EVENT_STORE says otherwise', async () => {
    const one = await Database.open({ config: config({ databaseUrl: given.url }), role: 'owner', log });
    expect(one).toMatchObject({ url: given.url, eventStoreUrl: given.url });
    const eventStore = 'postgres://elsewhere/log';
    const two = await Database.open({ config: config({ databaseUrl: given.url, eventStore }), role: 'owner', log });
    expect(two.eventStoreUrl).toBe(eventStore);
  });

  it('given none, is the embedded one, shared with attached programs, and ends last', async () => {
    const owner = await Database.open({ config: config(), role: 'owner', log });
    const attached = await Database.open({ config: config(), role: 'attach', log });
    expect(attached.url).toBe(owner.url);
    await attached.close();

    const pool = owner.pool({ applicationName: 'spec' });
    await pool.query('CREATE TABLE kept (n int)');
    let last: unknown;
    owner.beforeEnd(async () => {
      last = (await pool.query('SELECT count(*)::int AS n FROM kept')).rows;
    });
    await Promise.all([owner.close(), owner.close()]);
    expect(last).toEqual([{ n: 0 }]);
    await expect(pool.query('SELECT 1')).rejects.toThrow('after calling end');
  }, 60_000);

  it('given something that fails to close, closes the rest and says so', async () => {
    const database = await Database.open({ config: config({ databaseUrl: given.url }), role: 'owner', log });
    const closed: string[] = [];
    database.beforeEnd(() => Promise.resolve(closed.push('first')));
    database.beforeEnd(() => Promise.reject(new Error('stuck')));
    database.beforeEnd(() => Promise.resolve(closed.push('last')));
    await database.close();
    expect(closed).toEqual(['last', 'first']);
    expect(lines.join()).toContain('stuck');
  });
});

describe('a pool', () => {
  it('given the loss of its connections, idle and in use, serves on', async () => {
    const database = await Database.open({ config: config({ databaseUrl: given.url }), role: 'owner', log });
    const pool = database.pool({ applicationName: 'spec' });
    const [inUse, idle] = await Promise.all([pool.connect(), pool.connect()]);
    idle.release();
    await database.pool({ applicationName: 'other' }).query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'spec' AND datname = current_database()`,
    );
    await sleep(100);
    await expect(inUse.query('SELECT 1')).rejects.toThrow(/terminat|not queryable/);
    inUse.release(true);
    expect((await pool.query('SELECT 2 AS n')).rows).toEqual([{ n: 2 }]);
    expect(lines.join()).toContain('a connection of spec was lost');
    await database.close();
  });
});

describe('the module', () => {
  it('gives the pool and the data source to all, and closes them when the program stops', async () => {
    const atShutdown: unknown[] = [];
    @Injectable()
    class UsesDatabase implements OnApplicationShutdown {
      constructor(
        readonly dataSource: DataSource,
        database: Database,
      ) {
        database.beforeEnd(async () => atShutdown.push(await dataSource.query('SELECT 1 AS n')));
      }
      onApplicationShutdown(): void {
        atShutdown.push('stopped');
      }
    }
    @Module({ providers: [UsesDatabase] })
    class Feature {}

    const database = await Database.open({ config: config({ databaseUrl: given.url }), role: 'owner', log });
    const parts = { entities: [], migrations: [], applicationName: 'spec' };
    const application = await Test.createTestingModule({
      imports: [Feature, DatabaseModule.of({ database, log, ...parts })],
    }).compile();
    await application.init();
    const pool = application.get<Pool>(PG_POOL);
    expect((await pool.query('SELECT current_database() AS name')).rows).toEqual([
      { name: new URL(given.url).pathname.slice(1) },
    ]);

    await application.close();
    expect(atShutdown).toContainEqual([{ n: 1 }]);
    expect(application.get(DataSource).isInitialized).toBe(false);
    expect(pool.ended).toBe(true);
  });
});
