import type { Logger } from 'pino';
import { installEventStoreDb } from '#event-sourcing/adapters/eventstoredb/install.js';
import { openEventStoreDb } from '#event-sourcing/adapters/eventstoredb/open.js';
import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import { takeOutTexts, type TextPlace } from '#event-sourcing/adapters/postgres/take-out-texts.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import type { Config } from '#platform/config/config.js';
import type { Database } from '#platform/database/database.js';
import type { Clock } from '#time/clock.js';

/** Where the log is, as the settings say. */
export interface LogPlace {
  readonly config: Pick<Config, 'streamPrefix'>;
  readonly database: Database;
  readonly logger: Pick<Logger, 'warn'>;
}

const isEventStoreDb = (url: string): boolean => url.startsWith('esdb');

const settingsOf = ({ config: { streamPrefix = '' }, database, logger }: LogPlace) => ({
  url: database.eventStoreUrl,
  streamPrefix,
  log: { warn: (message: string): void => logger.warn(message) },
});

/**
 * Begins a log where there is none: with `first`, or as a new one. Safe to repeat.
 *
 * @returns the id of the log that is there.
 */
export const installLog = (place: LogPlace, now: Date, first?: PreparedAppend): Promise<string> => {
  const { streamPrefix, ...settings } = settingsOf(place);
  const start = { now, ...(first && { first }) };
  return isEventStoreDb(settings.url)
    ? installEventStoreDb({ ...settings, streamPrefix, ...start })
    : installPostgresEventStore({ ...settings, ...start });
};

/**
 * Opens the log that is there; closed with the database, before the server it may run on.
 *
 * @throws LogNotInstalled
 * @throws StoreUnavailable
 * @throws StoreAccessDenied
 */
export const connectLog = async (place: LogPlace): Promise<EventStore> => {
  const { streamPrefix, ...settings } = settingsOf(place);
  const store = isEventStoreDb(settings.url)
    ? await openEventStoreDb({ ...settings, streamPrefix })
    : await openPostgresEventStore(settings);
  place.database.beforeEnd(() => store.close());
  return store;
};

/** Opens the log, and begins one where there is none. */
export const openLog = async (place: LogPlace, clock: Clock): Promise<EventStore> => {
  await installLog(place, clock.now());
  return connectLog(place);
};

/**
 * Takes texts out of the log that its events say were removed.
 *
 * @returns how many were there; `undefined` where the store cannot change what it holds.
 */
export const takeOut = async (logUrl: string, places: readonly TextPlace[]): Promise<number | undefined> =>
  isEventStoreDb(logUrl) ? undefined : takeOutTexts(logUrl, places);
