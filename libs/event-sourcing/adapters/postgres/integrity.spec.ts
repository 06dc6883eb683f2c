import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { canonicalText } from '../../canonical.js';
import { hashOf } from '../../chain.js';
import { freeText } from '../../event.js';
import type { EventStore, IntegrityFinding } from '../../event-store.js';
import { prepareAppend } from '../../prepare.js';
import { collect } from '../../testing/collect.js';
import { installLog } from '../../testing/installed-log.js';
import type { InstalledLog } from '../../testing/installed-log.js';
import { present } from '../../testing/present.js';
import { proposed } from '../../testing/proposed.js';
import { checkChains } from '../../verify-chain.js';

/** Positions: 1 the log's own event, 2–4 thing-a, 5–7 thing-b. */
describe('a log that somebody tampered with', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let store: EventStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    store = await log.connect();
    for (const stream of ['thing-a', 'thing-b']) {
      const events = [
        proposed({ data: freeText('words') }),
        proposed({ data: { n: 1 } }),
        proposed({ data: { n: 2 } }),
      ];
      await store.append(prepareAppend({ logId: store.logId, stream, events }));
    }
  }, 60_000);

  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  /** As somebody who owns the database and switches the guard off meanwhile. */
  const tamper = (statement: string, values: unknown[] = []): Promise<void> =>
    log.asOwner(async (client) => {
      await client.query('ALTER TABLE log.events DISABLE TRIGGER USER');
      await client.query(statement, values);
      await client.query('ALTER TABLE log.events ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER texts_only');
    });

  const findings = async (): Promise<IntegrityFinding[]> => [
    ...(await collect(store.checkIntegrity())),
    ...(await collect(checkChains(store.logId, store.readAll()))),
  ];

  const named = async (): Promise<string[]> =>
    (await findings()).map(({ code, stream, revision }) => `${code} ${stream ?? ''} ${String(revision ?? '')}`.trim());

  const textAt = async (stream: string, revision: number): Promise<{ changed: string; hash: string }> => {
    const slice = await store.readStream(stream, { from: revision, limit: 1 });
    const { envelope } = present(slice.status === 'found' ? slice.events[0] : undefined);
    const changed = canonicalText({ ...envelope, data: { n: 999 } });
    return { changed, hash: hashOf(changed) };
  };

  it('is not found at fault when nobody did', async () => {
    expect(await findings()).toEqual([]);
  });

  it('shows an edited row', async () => {
    const { changed } = await textAt('thing-a', 1);
    await tamper(`UPDATE log.events SET canonical = $1 WHERE position = 3`, [changed]);
    expect(await named()).toEqual(['hash-mismatch thing-a 1']);
  });

  it('shows an edited row whose hash was made to match', async () => {
    const { changed, hash } = await textAt('thing-a', 1);
    await tamper(`UPDATE log.events SET canonical = $1, hash = decode($2, 'hex') WHERE position = 3`, [changed, hash]);
    expect(await named()).toEqual(['log-hash-mismatch thing-a 1', 'chain-broken thing-a 2']);
  });

  it('shows an edited text, and a removed one', async () => {
    await tamper(`UPDATE log.events SET texts = replace(texts, 'words', 'other') WHERE position = 2`);
    await tamper(`UPDATE log.events SET texts = '{}' WHERE position = 5`);
    expect(await named()).toEqual(['text-digest-mismatch thing-a 0', 'text-missing thing-b 0']);
  });

  it('is told when what stands in a row cannot be read at all', async () => {
    await tamper(`UPDATE log.events SET texts = 'null' WHERE position = 2`);
    await tamper(`UPDATE log.events SET canonical = 'null' WHERE position = 5`);
    const codes = (await findings()).map(({ code }) => code);
    expect(codes).toContain('texts-unreadable');
    expect(codes).toContain('hash-mismatch');
  });

  it('shows a removed row by its position and by its neighbours', async () => {
    await tamper('DELETE FROM log.events WHERE position = 3');
    expect(await named()).toEqual(['position-gap thing-a 2', 'revision-gap thing-a 2']);
  });

  it('shows the last row of a stream removed', async () => {
    await tamper('DELETE FROM log.events WHERE position = 4');
    expect(await findings()).toEqual([
      {
        code: 'position-gap',
        stream: 'thing-b',
        revision: 0,
        detail: 'position 4 missing between thing-a 1 and thing-b 0',
      },
    ]);
  });

  it('shows the last row of the log removed', async () => {
    await tamper('DELETE FROM log.events WHERE position = 7');
    expect(await findings()).toEqual([
      { code: 'head-mismatch', detail: 'the head is at 7, the last event, thing-b 1, at 6' },
    ]);
  });

  it('shows the last row removed also when the head was set back', async () => {
    await tamper('DELETE FROM log.events WHERE position = 7');
    await tamper('UPDATE log.head SET position = 6');
    expect(await named()).toEqual(['head-mismatch']);
  });

  it('shows two rows of different streams that changed places', async () => {
    await tamper(`UPDATE log.events SET position = 100 WHERE position = 4`);
    await tamper(`UPDATE log.events SET position = 4 WHERE position = 5`);
    await tamper(`UPDATE log.events SET position = 5 WHERE position = 100`);
    expect(await named()).toEqual([
      'log-hash-mismatch thing-b 0',
      'log-hash-mismatch thing-a 2',
      'log-hash-mismatch thing-b 1',
    ]);
  });

  it('shows two rows of one stream that changed places', async () => {
    await tamper(`UPDATE log.events SET position = 100 WHERE position = 3`);
    await tamper(`UPDATE log.events SET position = 3 WHERE position = 4`);
    await tamper(`UPDATE log.events SET position = 4 WHERE position = 100`);
    expect(await named()).toEqual([
      'log-hash-mismatch thing-a 2',
      'log-hash-mismatch thing-a 1',
      'log-hash-mismatch thing-b 0',
      'order thing-a 2',
      'revision-gap thing-a 2',
    ]);
  });

  it.each([
    ['stream', `'thing-c'`],
    ['revision', '7'],
    ['id', 'gen_random_uuid()'],
    ['type', `'ThingForgotten'`],
    ['recorded_at', `'2020-01-01'`],
  ])('shows that column %s disagrees with its text', async (column, value) => {
    await tamper(`UPDATE log.events SET ${column} = ${value} WHERE position = 7`);
    const [finding] = await findings();
    expect(finding).toMatchObject({ code: 'column-mismatch' });
    expect(finding?.detail).toMatch(`column ${column} says`);
  });

  it('shows a row that was added past the head', async () => {
    await tamper(`INSERT INTO log.events SELECT 8, 'thing-d', revision, id, type, recorded_at, canonical, hash, log_hash, texts
      FROM log.events WHERE position = 2`);
    expect(await named()).toEqual(['beyond-head thing-d 0', 'misplaced thing-d 0']);
  });

  it('shows that the guard is off, or a constraint gone', async () => {
    await log.asOwner((client) => client.query('ALTER TABLE log.events DISABLE TRIGGER USER'));
    await log.asOwner((client) => client.query('ALTER TABLE log.events DROP CONSTRAINT events_stream_id'));
    expect((await findings()).map(({ detail }) => detail)).toEqual([
      'trigger append_only is missing or switched off',
      'trigger texts_only is missing or switched off',
      'constraint events_stream_id is missing',
    ]);
  });
});
