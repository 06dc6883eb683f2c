import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createTestDatabase } from '../testing/test-database.js';
import type { TestDatabase } from '../testing/test-database.js';
import { rewriteTables } from './rewrite-tables.js';

const WORDS = 'words that stand nowhere else';

let database: TestDatabase;
let owner: pg.Client;
let looker: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase();
  [owner, looker] = [new pg.Client(database.url), new pg.Client(database.url)];
  await Promise.all([owner.connect(), looker.connect()]);
});

afterEach(async () => {
  await Promise.all([owner.end(), looker.end()]);
  await database.drop();
});

const lie = async (): Promise<boolean> => {
  await owner.query('CHECKPOINT');
  const { rows } = await owner.query<{ lie: boolean }>(
    `SELECT position('${WORDS}' IN pg_read_binary_file(pg_relation_filepath('told'))) > 0 AS lie`,
  );
  return rows[0]?.lie === true;
};

describe('tables written anew', () => {
  it('do not hold what was removed while somebody still looked at it', async () => {
    await owner.query(`CREATE TABLE told AS SELECT '${WORDS}' AS words`);
    await looker.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await looker.query('SELECT FROM pg_class');
    await owner.query(`UPDATE told SET words = ''`);
    expect(await lie()).toBe(true);
    const [rewriting] = await Promise.all([rewriteTables(database.url), sleep(200).then(() => looker.query('COMMIT'))]);
    expect(rewriting).toEqual({ tables: 1, warnings: [] });
    expect(await lie()).toBe(false);
  });

  it('do not hold what was removed while somebody wrote in another database', async () => {
    const other = await createTestDatabase();
    const writer = new pg.Client(other.url);
    await writer.connect();
    try {
      await writer.query('BEGIN; CREATE TABLE kept ()');
      await owner.query(`CREATE TABLE told AS SELECT '${WORDS}' AS words`);
      await owner.query(`UPDATE told SET words = ''`);
      const ends = sleep(200).then(() => writer.query('COMMIT'));
      const [rewriting] = await Promise.all([rewriteTables(database.url), ends]);
      expect(rewriting).toEqual({ tables: 1, warnings: [] });
      expect(await lie()).toBe(false);
    } finally {
      await writer.end();
      await other.drop();
    }
  });
});
