import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import type { EventStore } from '../../event-store.js';
import { prepareAppend } from '../../prepare.js';
import { installLog } from '../../testing/installed-log.js';
import type { InstalledLog } from '../../testing/installed-log.js';
import { proposed } from '../../testing/proposed.js';
import { appendCall } from './append-call.js';
import { APPEND_FUNCTION } from './append-function.js';

const NEVER_MS = 60_000;

describe('a subscription that has caught up', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let writer: EventStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    writer = await log.connect();
  }, 60_000);

  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  const prepared = () => prepareAppend({ logId: writer.logId, stream: `thing-${randomUUID()}`, events: [proposed()] });
  const append = () => writer.append(prepared());

  /** Whether the next event comes within `ms`; `before` runs when the subscription waits. */
  const hears = async (pollMs: number, ms: number, before: () => Promise<unknown>): Promise<boolean> => {
    const reader = await log.connect({ pollMs });
    const signal = AbortSignal.timeout(ms + 400);
    const first = (async () => {
      for await (const _ of reader.subscribeAll({ after: await reader.head(), signal })) return true;
      return false;
    })();
    await sleep(400);
    await before();
    return first;
  };

  it('hears of the next event without polling', async () => {
    expect(await hears(NEVER_MS, 3_000, append)).toBe(true);
  });

  it('listens again after its connection was lost, and has missed nothing', async () => {
    const cutAndAppend = async (): Promise<void> => {
      await log.asOwner((client) =>
        client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND query LIKE 'LISTEN%'`),
      );
      await append();
    };
    expect(await hears(NEVER_MS, 5_000, cutAndAppend)).toBe(true);
    expect(log.warnings.filter((warning) => warning.includes('not listening'))).toHaveLength(1);
  });

  it('finds by polling what it was not told of', async () => {
    const untold = APPEND_FUNCTION.replace(/PERFORM pg_notify.*;/, '');
    expect(untold).not.toBe(APPEND_FUNCTION);
    const appendUntold = () => log.asOwner((client) => client.query(appendCall([prepared()])));
    await log.asOwner((client) => client.query(untold));
    expect(await hears(100, 3_000, appendUntold)).toBe(true);
    expect(await hears(NEVER_MS, 800, appendUntold)).toBe(false);
  });

  it('leaves no connection behind when it ends', async () => {
    await hears(NEVER_MS, 100, () => Promise.resolve());
    const listening = await log.asOwner((client) =>
      client.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`),
    );
    expect(listening.rowCount).toBe(0);
  });
});
