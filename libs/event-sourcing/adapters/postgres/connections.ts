import pg from 'pg';
import type { ClientBase } from 'pg';
import type { StoreLog } from '../../store-log.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** Longer than the pauses between bursts of requests: a new connection costs each of them milliseconds. */
const IDLE_MS = 600_000;

export const clientConfig = (url: string): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'event-store',
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  keepAlive: true,
});

/** One connection for a piece of work, outside the pools. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url));
  // A lost connection fails the query that runs; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export interface PoolSettings {
  readonly url: string;
  readonly max: number;
  readonly role: string | undefined;
  /** After so long without an answer the connection is given up. */
  readonly timeoutMs: number;
  /** Statements with which its sessions begin. */
  readonly session?: readonly string[];
  readonly log: StoreLog;
}

/** A pool whose connections run as `role`. */
export function openPool({ url, max, role, timeoutMs, session = [], log }: PoolSettings): pg.Pool {
  const commands = [...session];
  if (role !== undefined) commands.push(`SET ROLE ${pg.escapeIdentifier(role)}`);
  const begin = (client: ClientBase): unknown =>
    commands.length === 0 ? undefined : client.query(commands.join('; '));
  const pool = new pg.Pool({
    ...clientConfig(url),
    max,
    idleTimeoutMillis: IDLE_MS,
    query_timeout: timeoutMs,
    onConnect: begin,
  });
  // A connection lost in use fails its query; without a listener of its own it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => log.warn(`an idle connection to the log was lost: ${error.message}`));
  return pool;
}
