import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import type { EventStore, PreparedAppend } from '../../event-store.js';
import { prepareAppend } from '../../prepare.js';
import { collect } from '../../testing/collect.js';
import { installLog } from '../../testing/installed-log.js';
import type { InstalledLog } from '../../testing/installed-log.js';
import { present } from '../../testing/present.js';
import { proposed } from '../../testing/proposed.js';
import { checkChains } from '../../verify-chain.js';
import { appendCall } from './append-call.js';
import { withClient } from './connections.js';

describe('an append to streams that are where they should be', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let store: EventStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    store = await log.connect();
  }, 60_000);

  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  const prepared = (events = 1, stream = `thing-${randomUUID()}`): PreparedAppend =>
    prepareAppend({
      logId: store.logId,
      stream,
      events: Array.from({ length: events }, () => proposed({ data: { text: '党费 "quoted" \\ 整改' } })),
    });
  const following = ({ stream, events }: PreparedAppend): PreparedAppend => {
    const { hash, envelope } = present(events.at(-1));
    return prepareAppend({
      logId: store.logId,
      stream,
      after: { revision: envelope.revision, hash },
      events: [proposed()],
    });
  };
  const findings = async (): Promise<object[]> => [
    ...(await collect(store.checkIntegrity())),
    ...(await collect(checkChains(store.logId, store.readAll()))),
  ];
  const without = (privilege: string): Promise<unknown> =>
    log.asOwner((client) =>
      client.query(`DO $$ BEGIN
        EXECUTE format('REVOKE ${privilege} FROM %I', 'log_writer_' || md5(current_database()));
      END $$`),
    );

  it('takes one statement, whether it is one event or several, of one stream or several', async () => {
    await without('EXECUTE ON FUNCTION log.append');
    const first = prepared(3);
    await expect(store.append(first)).resolves.toEqual({ stream: first.stream, revision: 2, position: '4' });
    const second = following(first);
    await expect(store.append(second)).resolves.toMatchObject({ revision: 3, position: '5' });
    const several = [prepared(1), prepared(2), following(second), prepared(1)];
    const results = await Promise.all(several.map((append) => store.append(append)));
    expect(results.map(({ revision, position }) => [revision, position])).toEqual([
      [0, '6'],
      [1, '8'],
      [4, '9'],
      [0, '10'],
    ]);
    expect(await findings()).toEqual([]);
    const slice = await store.readStream(first.stream, { limit: 1 });
    expect(slice).toMatchObject({ status: 'found', events: [{ envelope: first.events[0]?.envelope }] });
    // The guard of this test: what is not straight cannot do without the function.
    await expect(store.append(present(several[0]))).rejects.toMatchObject({ code: '42501' });
  });

  it('goes on by the function where the log was not brought up to this program', async () => {
    await without('EXECUTE ON FUNCTION log.chain');
    const appends = [prepared(2), prepared(1)];
    const results = await Promise.all(appends.map((append) => store.append(append)));
    expect(results.map(({ position }) => position)).toEqual(['3', '4']);
    expect(await findings()).toEqual([]);
  });

  it.each([
    ['one append', 1],
    ['several', 3],
  ])('sees what was committed while it waited for the head: %s', async (_, count) => {
    const taken = prepared();
    const late = [prepared(1, taken.stream), ...Array.from({ length: count - 1 }, () => prepared())];
    const outcomes = await withClient(database.url, async (client) => {
      await client.query('BEGIN');
      await client.query(appendCall([taken, prepared()]));
      const settled = Promise.allSettled(late.map((append) => store.append(append)));
      await waitingForHead();
      await client.query('COMMIT');
      return settled;
    });
    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { name: 'WrongExpectedRevision', actual: 0 } });
    expect(outcomes.slice(1).map(({ status }) => status)).toEqual(Array(count - 1).fill('fulfilled'));
    await expect(store.append(taken)).resolves.toMatchObject({ revision: 0, position: '2' });
    expect(await findings()).toEqual([]);
  });

  it('keeps its place in the log behind whom it waited for', async () => {
    const other = prepared();
    const late = [prepared(2), prepared(1)];
    const results = await withClient(database.url, async (client) => {
      await client.query('BEGIN');
      await client.query(appendCall([other]));
      const settled = Promise.all(late.map((append) => store.append(append)));
      await waitingForHead();
      await client.query('COMMIT');
      return settled;
    });
    expect(results.map(({ position }) => position)).toEqual(['4', '5']);
    expect(await findings()).toEqual([]);
  });

  /** Until somebody waits for the lock on the head. */
  const waitingForHead = (): Promise<void> =>
    log.asOwner(async (client) => {
      const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      while ((await client.query(waiting)).rowCount === 0);
    });
});
