import pg from 'pg';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { connectionSettings } from './pool.js';
import type { PoolLog } from './pool.js';
import { TypeOrmLog } from './typeorm-log.js';

export interface DataSourceParts {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  readonly applicationName?: string;
}

/** Where accounts, sessions, grants and names live. */
export const applicationSchema = 'app';

/** Any number that no other advisory lock of the product uses. */
const migrationLock = 1_948_120_734;

/** Not connected yet: see `migrate`. The schema is changed by migrations only, never derived from entities. */
export function createDataSource(url: string, parts: DataSourceParts, log: PoolLog): DataSource {
  const applicationName = parts.applicationName ?? 'typeorm';
  return new DataSource({
    type: 'postgres',
    driver: pg,
    url,
    schema: applicationSchema,
    entities: parts.entities,
    migrations: parts.migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    migrationsRun: false,
    synchronize: false,
    installExtensions: false,
    logger: new TypeOrmLog(log),
    poolErrorHandler: (error: unknown) => log.warn(`a connection of ${applicationName} was lost: ${String(error)}`),
    extra: connectionSettings(applicationName),
  });
}

/**
 * Connects, and brings the schema up to date: all pending migrations in one transaction. Of processes that start at the
 * same time one migrates, the others wait for it and find nothing left to do.
 */
export async function migrate(dataSource: DataSource, url: string): Promise<void> {
  const guard = new pg.Client({ connectionString: url, application_name: 'migration' });
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await guard.query(`CREATE SCHEMA IF NOT EXISTS ${applicationSchema}`);
    if (!dataSource.isInitialized) await dataSource.initialize();
    await dataSource.runMigrations();
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw error;
  } finally {
    // The lock ends with its connection.
    await guard.end();
  }
}
