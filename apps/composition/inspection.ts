import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import type { EventSchemas } from '#event-sourcing/schemas.js';
import type { Config } from '#platform/config/config.js';
import { Database } from '#platform/database/database.js';
import { DataFolder } from '#platform/embedded-postgres/data-folder.js';
import { connectLog } from './log.js';
import { PROJECTIONS } from './projections.js';
import { SCHEMAS } from './schemas.js';

/** The log and the read models for a program beside the product, which may run or not. */
export interface Inspection {
  readonly config: Config;
  readonly store: EventStore;
  readonly schemas: EventSchemas;
  /** Database of the read models. */
  readonly pool: Pool;
  /** Of that database, and of the log. */
  readonly urls: { readonly database: string; readonly log: string };
  /** Not started: it follows nothing. */
  readonly engine: ProjectionEngine;
  readonly projections: readonly AnyProjection[];
  /** Ends everything; an embedded PostgreSQL that nobody else uses is stopped. */
  close(): Promise<void>;
}

/** The data folder holds no database: the product was never started on it. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase';
  constructor(readonly dataDir: string) {
    super(`no database in ${dataDir}`);
  }
}

/**
 * Opens what is there and writes nothing: neither a database nor a log is made where there is none.
 *
 * @throws NoDatabase
 * @throws LogNotInstalled
 * @throws StoreUnavailable
 * @throws StoreAccessDenied
 * @throws EmbeddedPostgresError
 */
export const openInspection = async (config: Config, logger: Logger): Promise<Inspection> => {
  await requireDatabase(config);
  // What an embedded server says of itself matters here only when it fails.
  const log = { info: () => {}, warn: () => {}, error: (message: string) => logger.error(message) };
  const database = await Database.open({ config, role: 'attach', log });
  try {
    const store = await connectLog({ config, database, logger });
    const pool = database.pool({ applicationName: 'cli' });
    const engine = new ProjectionEngine({ store, schemas: SCHEMAS, pool, log: logger }, PROJECTIONS);
    const close = (): Promise<void> => database.close();
    const urls = { database: database.url, log: database.eventStoreUrl };
    return { config, store, schemas: SCHEMAS, pool, urls, engine, projections: PROJECTIONS, close };
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** Attaching makes a cluster where there is none, which looking must not. */
const requireDatabase = async ({ databaseUrl, dataDir }: Config): Promise<void> => {
  if (databaseUrl !== undefined) return;
  if ((await new DataFolder(dataDir).clusterVersion()) === undefined) throw new NoDatabase(dataDir);
};
