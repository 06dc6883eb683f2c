import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { logCreated } from '../../log-created.js';
import { prepareAppend } from '../../prepare.js';
import { collect } from '../../testing/collect.js';
import { present } from '../../testing/present.js';
import { proposed } from '../../testing/proposed.js';
import { checkChains } from '../../verify-chain.js';
import { appendCall } from './append-call.js';
import { withClient } from './connections.js';
import { installPostgresEventStore } from './install.js';
import { openPostgresEventStore } from './open.js';
import { SCHEMA_VERSIONS } from './schema.js';

const now = new Date('2024-01-15T08:00:00.000Z');

describe('installing a log', () => {
  let database: TestDatabase;
  let warnings: string[];
  const log = { warn: (message: string): void => void warnings.push(message) };

  beforeEach(async () => {
    warnings = [];
    database = await createTestDatabase();
  }, 60_000);

  afterEach(() => database.drop());

  const install = (url = database.url): Promise<string> => installPostgresEventStore({ url, now, log });
  const asOwner = <T extends pg.QueryResultRow>(text: string): Promise<T[]> =>
    withClient(database.url, async (client) => (await client.query<T>(text)).rows);

  it('begins it once, however often and by however many it is installed', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => install()));
    expect(new Set([...ids, await install()]).size).toBe(1);
    expect(await asOwner('SELECT stream, revision, type FROM log.events')).toEqual([
      { stream: 'log', revision: 0, type: 'LogCreated' },
    ]);
    expect(warnings).toEqual([]);
  });

  it('can go on with the first event of a log from elsewhere', async () => {
    const logId = randomUUID();
    const first = logCreated(logId, randomUUID(), new Date(0));
    expect(await installPostgresEventStore({ url: database.url, now, first, log })).toBe(logId);
    expect(await asOwner(`SELECT encode(hash, 'hex') AS hash FROM log.events`)).toEqual([
      { hash: first.events[0]?.hash },
    ]);
  });

  it('is needed before opening', async () => {
    await expect(openPostgresEventStore({ url: database.url, log })).rejects.toMatchObject({ name: 'LogNotInstalled' });
  });

  it('brings a log of the first version up to this one, and everything in it stays', async () => {
    const logId = randomUUID();
    const first = logCreated(logId, randomUUID(), now);
    await withClient(database.url, async (client) => {
      await client.query(`CREATE SCHEMA log; ${present(SCHEMA_VERSIONS[0])};
        CREATE TABLE log.installed (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
        INSERT INTO log.installed (version) VALUES (1);
        INSERT INTO log.head (log_id, position, log_hash)
        VALUES ('${logId}', 0, sha256('${logId}'))`);
      await client.query(appendCall([first]));
    });
    expect(await install()).toBe(logId);
    expect(await asOwner('SELECT max(version) AS version FROM log.installed')).toEqual([
      { version: SCHEMA_VERSIONS.length },
    ]);
    const store = await openPostgresEventStore({ url: database.url, log });
    const append = (stream: string) => store.append(prepareAppend({ logId, stream, events: [proposed(), proposed()] }));
    expect(await Promise.all(['thing-1', 'thing-2'].map(append))).toMatchObject([{ position: '3' }, { position: '5' }]);
    expect(await collect(store.checkIntegrity())).toEqual([]);
    expect(await collect(checkChains(logId, store.readAll()))).toEqual([]);
    await store.close();
    expect(warnings.filter((warning) => !/fsync|full_page_writes/.test(warning))).toEqual([]);
  });

  it('is refused where a newer program installed', async () => {
    await install();
    await asOwner('INSERT INTO log.installed (version) VALUES (99)');
    await expect(install()).rejects.toMatchObject({ name: 'NewerSchema' });
  });

  it.each([
    'UPDATE log.events SET type = type',
    'DELETE FROM log.events',
    'TRUNCATE log.events',
    'DELETE FROM log.head',
    'TRUNCATE log.head',
  ])('makes even the owner be refused: %s', async (statement) => {
    await install();
    await expect(asOwner(statement)).rejects.toThrow('what is in the log stays as it is');
  });

  it('gives the program a role that may do nothing to the log but add to it', async () => {
    await install();
    await asOwner('ALTER TABLE log.events DISABLE TRIGGER USER');
    const store = await openPostgresEventStore({ url: database.url, log });
    await store.append(prepareAppend({ logId: store.logId, stream: 'thing-1', events: [proposed()] }));
    await asOwner(`DO $$ BEGIN
      EXECUTE format('REVOKE INSERT ON log.events FROM %I', 'log_writer_' || md5(current_database()));
    END $$`);
    const refused = store.append(prepareAppend({ logId: store.logId, stream: 'thing-2', events: [proposed()] }));
    await expect(refused).rejects.toMatchObject({ code: '42501' });
    await store.close();
    for (const statement of [
      'UPDATE log.events SET type = type',
      'DELETE FROM log.events',
      'TRUNCATE log.events',
      'DELETE FROM log.head',
      `UPDATE log.head SET log_id = 'x'`,
      'ALTER TABLE log.events DISABLE TRIGGER USER',
      'DROP TABLE log.events',
      'CREATE TABLE log.mine ()',
      'INSERT INTO log.installed (version) VALUES (3)',
    ])
      await expect(asRole(statement)).rejects.toMatchObject({ code: '42501' });
    await expect(asRole('SELECT count(*) FROM log.events')).resolves.toBeUndefined();
  });

  const asRole = (statement: string): Promise<void> =>
    withClient(database.url, async (client) => {
      const { rows } = await client.query<{ role: string }>(`SELECT 'log_writer_' || md5(current_database()) AS role`);
      await client.query(`SET ROLE ${pg.escapeIdentifier(rows[0]?.role ?? '')}`);
      await client.query(statement);
    });

  it('works, with a warning, for a user who may not create roles', async () => {
    const user = `plain_${randomUUID().replaceAll('-', '')}`;
    await asOwner(`CREATE ROLE ${user} LOGIN PASSWORD 'plain'`);
    try {
      await asOwner(`DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO ${user}', current_database()); END $$`);
      const url = new URL(database.url);
      url.username = user;
      url.password = 'plain';
      await install(url.href);
      expect(warnings).toEqual([expect.stringContaining('no restricted role')]);
      const store = await openPostgresEventStore({ url: url.href, log });
      expect(warnings).toContainEqual(expect.stringContaining('used without its restricted role'));
      await store.append(prepareAppend({ logId: store.logId, stream: 'thing-1', events: [proposed()] }));
      await store.close();
    } finally {
      await asOwner(`DROP OWNED BY ${user} CASCADE`);
      await asOwner(`DROP ROLE ${user}`);
    }
  });
});
