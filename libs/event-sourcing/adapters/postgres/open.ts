import pg from 'pg';
import type { Client } from 'pg';
import { LogNotInstalled } from '../../event-store.js';
import type { EventStore } from '../../event-store.js';
import { AppendWriter } from './append-writer.js';
import { openPool, withClient } from './connections.js';
import { DURABLE_COMMITS, warnOfCarelessServer } from './durability.js';
import { connectFailure } from './failures.js';
import { HeadListener } from './head-listener.js';
import { processWarnings } from '../../store-log.js';
import type { StoreLog } from '../../store-log.js';
import { EventReader } from './reader.js';
import { usableRole } from './role.js';
import { PostgresEventStore } from './store.js';

export interface PostgresEventStoreSettings {
  readonly url: string;
  /** How often the head is looked at for all subscriptions, should a notification be lost. */
  readonly pollMs?: number;
  /** An append without an answer for so long has an unknown outcome. */
  readonly appendTimeoutMs?: number;
  readonly readTimeoutMs?: number;
  /** Connections for reading, at most. */
  readonly readConnections?: number;
  readonly log?: StoreLog;
}

/**
 * What the writer asks is found by an index, however little the statistics of a young table say so; and one plan is
 * as good for every append as a new one.
 */
const WRITER_SESSION = ['SET plan_cache_mode = force_generic_plan', 'SET enable_seqscan = off', DURABLE_COMMITS];

/**
 * Opens an installed log.
 *
 * @throws LogNotInstalled
 * @throws StoreUnavailable
 */
export async function openPostgresEventStore({
  url,
  pollMs = 1_000,
  appendTimeoutMs = 10_000,
  readTimeoutMs = 30_000,
  readConnections = 8,
  log = processWarnings,
}: PostgresEventStoreSettings): Promise<EventStore> {
  const { logId, role } = await inspect(url, log);
  const readers = openPool({ url, role, max: readConnections, timeoutMs: readTimeoutMs, log });
  const session = WRITER_SESSION;
  const writer = new AppendWriter(openPool({ url, role, max: 1, timeoutMs: appendTimeoutMs, session, log }));
  const reader = new EventReader(readers);
  const listener = new HeadListener({ url, log, pollMs, head: () => reader.head() });
  return new PostgresEventStore({
    logId,
    url,
    writer,
    reader,
    readers,
    listener,
    log,
  });
}

async function inspect(url: string, log: StoreLog): Promise<{ logId: string; role: string | undefined }> {
  try {
    return await withClient(url, async (client) => {
      const found = { logId: await readLogId(client), role: await usableRole(client, log) };
      await warnOfCarelessServer(client, log);
      return found;
    });
  } catch (error) {
    throw error instanceof LogNotInstalled ? error : connectFailure(error);
  }
}

/** SQLSTATE of a missing schema and of a missing table. */
const MISSING = new Set<string | undefined>(['3F000', '42P01']);

async function readLogId(client: Client): Promise<string> {
  try {
    const { rows } = await client.query<{ log_id: string }>('SELECT log_id FROM log.head');
    if (rows[0] !== undefined) return rows[0].log_id;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !MISSING.has(error.code)) throw error;
  }
  throw new LogNotInstalled('there is no log in this database');
}
