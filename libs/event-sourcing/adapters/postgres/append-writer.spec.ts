import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { StoreUnavailable, UnknownOutcome } from '../../event-store.js';
import type { PreparedAppend } from '../../event-store.js';
import { prepareAppend } from '../../prepare.js';
import { installLog } from '../../testing/installed-log.js';
import type { InstalledLog } from '../../testing/installed-log.js';
import { present } from '../../testing/present.js';
import { proposed } from '../../testing/proposed.js';
import { TcpProxy } from '../../testing/tcp-proxy.js';

describe('the writer of a process', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let log: InstalledLog;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await TcpProxy.before(database.url);
    log = await installLog(database.url);
  }, 60_000);

  afterAll(async () => {
    await log.close();
    await proxy.cut();
    await database.drop();
  });

  const connect = (appendTimeoutMs: number) =>
    log.connect({ url: proxy.through(database.url), appendTimeoutMs, readTimeoutMs: 500 });
  const prepared = (logId: string, stream = `thing-${randomUUID()}`): PreparedAppend =>
    prepareAppend({ logId, stream, events: [proposed()] });

  it('puts together what comes in while a call runs', async () => {
    const store = await log.connect();
    const before = await commits(log);
    await Promise.all(Array.from({ length: 200 }, () => store.append(prepared(store.logId))));
    expect((await commits(log)) - before).toBeLessThan(10);
  });

  it('settles appends to one stream in turn, also in one call', async () => {
    const store = await log.connect();
    const first = prepared(store.logId);
    const { stream } = first;
    const after = { revision: 0, hash: present(first.events[0]).hash };
    const second = prepareAppend({ logId: store.logId, stream, after, events: [proposed(), proposed()] });
    const appends = [prepared(store.logId), first, prepared(store.logId, stream), second, first, prepared(store.logId)];
    const before = await commits(log);
    const outcomes = await Promise.allSettled(appends.map((append) => store.append(append)));
    expect((await commits(log)) - before).toBe(1);
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.revision : 'refused'))).toEqual([
      0,
      0,
      'refused',
      2,
      0,
      0,
    ]);
    expect(outcomes[1]).toEqual(outcomes[4]);
  });

  it('does not wait for ever for an answer, and goes on by another connection', async () => {
    const store = await connect(300);
    const append = prepared(store.logId);
    proxy.loseNext('append', 'silence');
    await expect(store.append(append)).rejects.toThrow(UnknownOutcome);
    await expect(store.append(append)).resolves.toMatchObject({ revision: 0 });
  });

  it('does not wait for ever behind somebody who holds the head', async () => {
    const store = await connect(300);
    const append = prepared(store.logId);
    await log.asOwner(async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM log.head FOR UPDATE');
      await expect(store.append(append)).rejects.toThrow(UnknownOutcome);
      await client.query('ROLLBACK');
    });
    await expect(store.append(append)).resolves.toMatchObject({ revision: 0 });
  });

  it('says that nothing was written when the server cannot be reached', async () => {
    const store = await connect(1_000);
    await proxy.cut();
    // The first may meet the open connection that was cut: not known. From then on there is none.
    await store.append(prepared(store.logId)).catch(() => undefined);
    await expect(store.append(prepared(store.logId))).rejects.toThrow(StoreUnavailable);
    await proxy.listen();
    await expect(store.append(prepared(store.logId))).resolves.toMatchObject({ revision: 0 });
  });

  it('does not let one refused append take others with it', async () => {
    const store = await log.connect();
    const refused = prepared(store.logId);
    const malformed = { ...refused, events: [{ ...present(refused.events[0]), id: 'no uuid' }] };
    const appends = [prepared(store.logId), malformed, prepared(store.logId)];
    const outcomes = await Promise.allSettled(appends.map((append) => store.append(append)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('takes only the same event for a repetition: same id, other content is a conflict', async () => {
    const store = await log.connect();
    const event = proposed();
    const stream = `thing-${randomUUID()}`;
    const place = { logId: store.logId, stream };
    await store.append(prepareAppend({ ...place, events: [event] }));
    const other = prepareAppend({ ...place, events: [{ ...event, data: { changed: true } }] });
    await expect(store.append(other)).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: 0 });
  });

  it('refuses an id that stands earlier in the stream', async () => {
    const store = await log.connect();
    const event = proposed();
    const place = { logId: store.logId, stream: `thing-${randomUUID()}` };
    const first = prepareAppend({ ...place, events: [event] });
    await store.append(first);
    const after = { revision: 0, hash: present(first.events[0]).hash };
    await expect(store.append(prepareAppend({ ...place, after, events: [event] }))).rejects.toMatchObject({
      name: 'WrongExpectedRevision',
    });
  });
});

async function commits(log: InstalledLog): Promise<number> {
  return log.asOwner(async (client) => {
    const { rows } = await client.query<{ n: string }>(`SELECT count(DISTINCT xmin::text) AS n FROM log.events`);
    return Number(rows[0]?.n);
  });
}
