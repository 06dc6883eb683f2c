import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { prepareAppend } from '../../prepare.js';
import { installLog } from '../../testing/installed-log.js';
import type { InstalledLog } from '../../testing/installed-log.js';
import { proposed } from '../../testing/proposed.js';
import { openPostgresEventStore } from './open.js';

describe('the connection that appends', () => {
  let database: TestDatabase;
  let log: InstalledLog;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    await log.asOwner((client) =>
      client.query(`
        CREATE TABLE seen (setting text);
        CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
          $$BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END$$;
        CREATE TRIGGER see AFTER INSERT ON log.events EXECUTE FUNCTION see()`),
    );
  }, 60_000);

  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  it.each([
    ['off', 'on'],
    ['local', 'on'],
    ['remote_write', 'on'],
    ['on', 'on'],
    ['remote_apply', 'remote_apply'],
  ])('where the database has synchronous_commit=%s, commits with %s', async (given, used) => {
    const name = pg.escapeIdentifier(new URL(database.url).pathname.slice(1));
    await log.asOwner((client) => client.query(`ALTER DATABASE ${name} SET synchronous_commit = ${given}`));
    const store = await log.connect();
    await store.append(prepareAppend({ logId: store.logId, stream: 'thing-1', events: [proposed()] }));
    const { rows } = await log.asOwner((client) => client.query<{ setting: string }>('SELECT setting FROM seen'));
    expect(rows).toEqual([{ setting: used }]);
  });

  it('says in both languages what the server does not see to', async () => {
    const careless = await log.asOwner(async (client) => {
      const text = `SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY 1`;
      return (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);
    });
    const warnings: string[] = [];
    const store = await openPostgresEventStore({
      url: database.url,
      log: { warn: (message) => void warnings.push(message) },
    });
    await store.close();
    expect(warnings).toHaveLength(careless.length);
    for (const [nth, name] of careless.entries())
      expect(warnings[nth]).toMatch(new RegExp(`PostgreSQL 设有 ${name}=off.* / .* runs with ${name}=off`));
  });
});
