import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { TcpProxy } from '#event-sourcing/testing/tcp-proxy.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import pg from 'pg';
import type { ContractStore } from './contract-store.js';
import { eventStoreContract } from './event-store.contract.js';

const log = { warn: (): void => undefined };

async function open(): Promise<ContractStore> {
  const database = await createTestDatabase();
  const proxy = await TcpProxy.before(database.url);
  const url = proxy.through(database.url);
  await installPostgresEventStore({ url, now: new Date(), log });
  const opened: EventStore[] = [];
  const connect = async (): Promise<EventStore> => {
    const store = await openPostgresEventStore({ url, log, pollMs: 1_000 });
    opened.push(store);
    return store;
  };
  return {
    version: await serverVersion(database.url),
    store: await connect(),
    connect,
    interrupt: async () => {
      await proxy.cut();
      return () => proxy.listen();
    },
    loseNextAnswer: async (when) => proxy.loseNext('append', when === 'after-write' ? 'reply' : 'request'),
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await proxy.cut();
      await database.drop();
    },
  };
}

async function serverVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  return rows[0]?.server_version ?? '';
}

eventStoreContract('PostgreSQL', open);
