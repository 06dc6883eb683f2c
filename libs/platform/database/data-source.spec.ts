import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase } from '../testing/test-database.js';
import type { TestDatabase } from '../testing/test-database.js';
import { createDataSource, migrate } from './data-source.js';

class MakeNotes1700000000001 implements MigrationInterface {
  readonly name = 'MakeNotes1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    // Long enough for a second process to come in between.
    await runner.query('SELECT pg_sleep(0.2)');
    await runner.query('CREATE TABLE app.notes (text text)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app.notes');
  }
}

class Fail1700000000002 implements MigrationInterface {
  readonly name = 'Fail1700000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1 / 0');
  }
  down(): Promise<void> {
    return Promise.resolve();
  }
}

const log = { warn: () => undefined };
let database: TestDatabase;
let sources: DataSource[];

beforeEach(async () => {
  database = await createTestDatabase();
  sources = [];
}, 60_000);

afterEach(async () => {
  await Promise.all(sources.filter((source) => source.isInitialized).map((source) => source.destroy()));
  await database.drop();
});

function source(migrations: (new () => MigrationInterface)[]): DataSource {
  const created = createDataSource(database.url, { entities: [], migrations }, log);
  sources.push(created);
  return created;
}

describe('migrations', () => {
  it('given processes that start at once, run once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => migrate(source([MakeNotes1700000000001]), database.url)));
    expect(await sources[0]?.query('SELECT name FROM app.migrations')).toEqual([{ name: 'MakeNotes1700000000001' }]);
    expect(await sources[3]?.query('SELECT * FROM app.notes')).toEqual([]);
  }, 30_000);

  it('given one that fails, leave nothing behind and reject', async () => {
    const failing = source([MakeNotes1700000000001, Fail1700000000002]);
    await expect(migrate(failing, database.url)).rejects.toThrow('division by zero');
    expect(failing.isInitialized).toBe(false);
    const looking = source([]);
    await migrate(looking, database.url);
    expect(await looking.query(`SELECT to_regclass('app.notes') AS found`)).toEqual([{ found: null }]);
  }, 30_000);

  it('given a source that loses its connections, serve on', async () => {
    const surviving = source([]);
    await migrate(surviving, database.url);
    await surviving.query('SELECT 1');
    await surviving.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    await sleep(50);
    expect(await surviving.query('SELECT 2 AS n')).toEqual([{ n: 2 }]);
  }, 30_000);
});
