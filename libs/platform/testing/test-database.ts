import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testServerUrl } from './test-server.js';

/** A fresh, empty database of its own. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it, also under open connections. */
  drop(): Promise<void>;
}

/** One per spec file keeps spec files independent of each other, in whatever order and number they run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = await testServerUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
