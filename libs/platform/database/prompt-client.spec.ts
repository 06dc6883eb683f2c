import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getHeapSpaceStatistics } from 'node:v8';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { PromptClient } from './prompt-client.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database?.drop());

const withClient = async <T>(Client: typeof pg.Client, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

describe('a prompt client', () => {
  it('answers in every way that a client does', async () => {
    await withClient(PromptClient, async (client) => {
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      expect((await client.query<{ word: string }>('SELECT $1 AS word', ['整改'])).rows).toEqual([{ word: '整改' }]);
      const settings = { text: 'SELECT $1::integer AS two', values: [2] };
      expect((await client.query(settings)).rows).toEqual([{ two: 2 }]);
      const told = await new Promise((resolve) =>
        client.query('SELECT 3 AS three', (_error, { rows }) => resolve(rows)),
      );
      expect(told).toEqual([{ three: 3 }]);
      await client.query('CREATE TEMPORARY TABLE words (word text)');
      const copy = client.query(copyFrom('COPY words FROM STDIN'));
      await new Promise((resolve, reject) => copy.on('finish', resolve).on('error', reject).end('销号\n'));
      expect((await client.query('TABLE words')).rows).toEqual([{ word: '销号' }]);
    });
  });

  it('rejects with what the server says, and goes on', async () => {
    await withClient(PromptClient, async (client) => {
      await expect(client.query('SELECT nonsense')).rejects.toMatchObject({ code: '42703' });
      await expect(client.query('SELECT $1::integer', ['x'])).rejects.toMatchObject({ code: '22P02' });
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
  });

  it('leaves no rows behind in the part of the heap that is rarely looked through', async () => {
    const ROWS = `SELECT repeat('x', 1000) AS text FROM generate_series(1, 200)`;
    await withClient(PromptClient, async (client) => {
      let most = 0;
      const before = oldSpace();
      for (let nth = 0; nth < 400; nth += 1) {
        await client.query(ROWS);
        most = Math.max(most, oldSpace() - before);
      }
      // Of some 90 MB of rows.
      expect(most / 2 ** 20).toBeLessThan(6);
    });
  });
});

const oldSpace = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')?.space_used_size ?? 0;
