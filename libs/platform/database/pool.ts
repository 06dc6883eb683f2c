import pg from 'pg';
import { PromptClient } from './prompt-client.js';

export interface PoolOptions {
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Most connections at once; 10 unless told. */
  readonly max?: number;
  /** Milliseconds after which the server ends a statement; unless told, never. */
  readonly statementTimeoutMs?: number;
}

export interface PoolLog {
  warn(message: string): void;
}

/** A connection costs a process of the server and a proof of the password: a burst of requests shall find those of the last. */
const IDLE_MS = 600_000;

/** What every pool has, whoever makes it. */
export const connectionSettings = (applicationName: string) => ({
  Client: PromptClient,
  application_name: applicationName,
  keepAlive: true,
  connectionTimeoutMillis: 10_000,
  idleTimeoutMillis: IDLE_MS,
});

/**
 * A pool that outlives its server: a connection that dies, idle or in use, is logged and replaced at the next need.
 * Whoever uses a dead connection gets a rejected promise.
 */
export function createPool(
  url: string,
  { applicationName, max, statementTimeoutMs }: PoolOptions,
  log: PoolLog,
): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(applicationName),
    connectionString: url,
    max: max ?? 10,
    ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
  });
  const report = (error: Error) => log.warn(`a connection of ${applicationName} was lost: ${error.message}`);
  pool.on('error', report);
  // The pool listens only to idle connections; without a listener the loss of one in use would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
