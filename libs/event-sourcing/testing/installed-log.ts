import type { Client } from 'pg';
import { installPostgresEventStore } from '../adapters/postgres/install.js';
import { openPostgresEventStore } from '../adapters/postgres/open.js';
import type { PostgresEventStoreSettings } from '../adapters/postgres/open.js';
import { withClient } from '../adapters/postgres/connections.js';
import type { EventStore } from '../event-store.js';

/** A log in a database of a test, with as many clients as the test likes. */
export interface InstalledLog {
  readonly warnings: readonly string[];
  connect(settings?: Partial<PostgresEventStoreSettings>): Promise<EventStore>;
  /** Works on the database as its owner. */
  asOwner<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Closes every client. */
  close(): Promise<void>;
}

export async function installLog(url: string): Promise<InstalledLog> {
  const warnings: string[] = [];
  const log = { warn: (message: string): void => void warnings.push(message) };
  const opened: EventStore[] = [];
  await installPostgresEventStore({ url, now: new Date(), log });
  return {
    warnings,
    connect: async (settings = {}) => {
      const store = await openPostgresEventStore({ url, log, ...settings });
      opened.push(store);
      return store;
    },
    asOwner: (work) => withClient(url, work),
    close: async () => void (await Promise.all(opened.map((store) => store.close()))),
  };
}
