import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from './test-database.js';
import type { TestDatabase } from './test-database.js';

describe('a test database', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  it('is separate from every other', async () => {
    await query(first.url, 'CREATE TABLE mark (text text)');
    await expect(query(second.url, 'SELECT FROM mark')).rejects.toThrow('does not exist');
  });

  it('counts Chinese characters, not bytes', async () => {
    expect(await query(first.url, `SELECT length('党建') AS n`)).toEqual([{ n: 2 }]);
  });

  it('is gone after drop, open connections or not', async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow('does not exist');
    await client.end().catch(() => undefined);
  });
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
