import { describe, expect, it } from '@jest/globals';
import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { TcpProxy } from '#event-sourcing/testing/tcp-proxy.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { testServerUrl } from '#platform/testing/test-server.js';
import { fill, newStream } from './contract-store.js';
import type { ContractStore } from './contract-store.js';
import { eventStoreContract } from './event-store.contract.js';
import { delayCommits, naivePoll, onConnection } from './slow-commits.js';

const log = { warn: (): void => undefined };
const LOSSES = { 'after-write': 'reply', 'before-write': 'request', never: 'silence' } as const;

async function open(): Promise<ContractStore> {
  const database = await createTestDatabase();
  const proxy = await TcpProxy.before(database.url);
  const url = proxy.through(database.url);
  await installPostgresEventStore({ url, now: new Date(), log });
  const opened: EventStore[] = [];
  const connect: ContractStore['connect'] = async (settings = {}) => {
    const store = await openPostgresEventStore({ url, log, pollMs: 3_000, ...settings });
    opened.push(store);
    return store;
  };
  return {
    store: await connect(),
    connect,
    interrupt: async () => {
      await proxy.cut();
      return () => proxy.listen();
    },
    loseNextAnswer: async (how) => proxy.loseNext('append', LOSSES[how]),
    delayCommits: () => delayCommits(database.url, 'log.events'),
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await proxy.cut();
      await database.drop();
    },
  };
}

const version = await onConnection(await testServerUrl(), async (client) => {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version ?? '';
});

eventStoreContract(`PostgreSQL ${version}`, open);

describe('a naive poller, under writers that commit late', () => {
  it('loses events of a table that a sequence numbers, and none of the log', async () => {
    const database = await createTestDatabase();
    const { url } = database;
    await installPostgresEventStore({ url, now: new Date(), log });
    await onConnection(url, (client) => client.query('CREATE TABLE naive (position bigserial PRIMARY KEY)'));
    await delayCommits(url, 'naive');
    await delayCommits(url, 'log.events');
    const stores = await Promise.all([0, 1, 2, 3].map(() => openPostgresEventStore({ url, log })));

    const inserting = [0, 1, 2, 3].map(() =>
      onConnection(url, async (client) => {
        for (let n = 0; n < 50; n += 1) await client.query('INSERT INTO naive DEFAULT VALUES');
      }),
    );
    const naive = await naivePoll(url, 'naive', Promise.all(inserting));
    expect(naive.length).toBeGreaterThan(0);
    expect(naive.length).toBeLessThan(200);

    const appending = stores.map((store) => fill(store, newStream(), 50));
    const safe = await naivePoll(url, 'log.events', Promise.all(appending));
    expect(safe).toEqual(Array.from({ length: 201 }, (_, n) => String(n + 1)));
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  }, 30_000);
});
