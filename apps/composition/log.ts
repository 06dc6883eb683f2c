import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { Database } from '#platform/database/database.js';
import type { Clock } from '#time/clock.js';
import type { Logger } from 'pino';

/** Opens the log, and begins one where there is none; closed with the database, before the server it may run on. */
export const openLog = async (database: Database, clock: Clock, logger: Logger): Promise<EventStore> => {
  const url = database.eventStoreUrl;
  const log = { warn: (message: string) => logger.warn(message) };
  await installPostgresEventStore({ url, now: clock.now(), log });
  const store = await openPostgresEventStore({ url, log });
  database.beforeEnd(() => store.close());
  return store;
};
