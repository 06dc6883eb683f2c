import pg from 'pg';
import type { Pool } from 'pg';
import { LogNotInstalled } from '#event-sourcing/event-store.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import type { Config } from '#platform/config/config.js';
import { Database } from '#platform/database/database.js';
import { createLogger } from '#platform/telemetry/logger.js';
import { connectLog, installLog } from '../../composition/log.js';
import { OperatorError } from '../operator-errors.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { refuseRunningProduct } from './running-product.js';

/** Where something is loaded: as the settings say, with or without a log or a database yet. */
export interface Target {
  readonly config: Config;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly pool: Pool;
  /** Of the application's database. */
  readonly url: string;
  /** The log that is there. */
  log(): Promise<EventStore | undefined>;
  /** The log that is there, or one that begins with `first`. */
  beginLog(first: PreparedAppend): Promise<EventStore>;
}

/**
 * Opens the target for one command and closes it after it, whatever happens. One command at a time loads into a
 * database; none does while the product runs there.
 */
export const loading = async <T>(
  terminal: Terminal,
  config: Config,
  command: (target: Target) => Promise<T>,
): Promise<T> => {
  const logger = createLogger({ logFormat: 'pretty', logLevel: 'warn' }, process.stderr);
  const log = { info: () => {}, warn: () => {}, error: (message: string) => logger.error(message) };
  const database = await Database.open({ config, role: 'attach', log });
  const progress = new Progress(terminal);
  try {
    await claim(database, config);
    const place = { config, database, logger };
    let store: Promise<EventStore> | undefined;
    const connect = (): Promise<EventStore> => (store ??= connectLog(place));
    const beginLog = async (first: PreparedAppend): Promise<EventStore> => {
      await installLog(place, new Date(), first);
      return connect();
    };
    const existing = async (): Promise<EventStore | undefined> => {
      try {
        return await connect();
      } catch (error) {
        store = undefined;
        if (error instanceof LogNotInstalled) return undefined;
        throw error;
      }
    };
    const pool = database.pool({ applicationName: 'cli' });
    return await command({ config, terminal, progress, pool, url: database.url, log: existing, beginLog });
  } finally {
    progress.end();
    await database.close();
  }
};

/** Holds a lock of the database until that is closed. */
const claim = async (database: Database, config: Config): Promise<void> => {
  const client = new pg.Client({ connectionString: database.url, application_name: 'cli' });
  client.on('error', () => undefined);
  await client.connect();
  database.beforeEnd(() => client.end());
  const { rows } = await client.query<{ free: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended('log.moving', 0)) AS free`,
  );
  if (rows[0]?.free !== true)
    throw new OperatorError(
      '另一个导入或恢复正在进行，请稍后再试。',
      'Another import or restore is under way: try again later.',
    );
  await refuseRunningProduct(client, config);
};
