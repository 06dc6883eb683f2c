import type { Logger } from 'pino';
import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import type { Database } from '#platform/database/database.js';
import type { Clock } from '#time/clock.js';

/** Where the log is, as the settings say. */
export interface LogPlace {
  readonly database: Database;
  readonly logger: Pick<Logger, 'warn'>;
}

const settingsOf = ({ database, logger }: LogPlace) => ({
  url: database.eventStoreUrl,
  log: { warn: (message: string): void => logger.warn(message) },
});

/**
 * Begins a log where there is none: with `first`, or as a new one. Safe to repeat.
 *
 * @returns the id of the log that is there.
 */
export const installLog = (place: LogPlace, now: Date, first?: PreparedAppend): Promise<string> => {
  return installPostgresEventStore({ ...settingsOf(place), now, ...(first && { first }) });
};

/**
 * Opens the log that is there; closed with the database, before the server it may run on.
 *
 * @throws LogNotInstalled
 * @throws StoreUnavailable
 */
export const connectLog = async (place: LogPlace): Promise<EventStore> => {
  const store = await openPostgresEventStore(settingsOf(place));
  place.database.beforeEnd(() => store.close());
  return store;
};

/** Opens the log, and begins one where there is none. */
export const openLog = async (place: LogPlace, clock: Clock): Promise<EventStore> => {
  await installLog(place, clock.now());
  return connectLog(place);
};
