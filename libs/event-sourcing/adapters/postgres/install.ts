import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { PreparedAppend } from '../../event-store.js';
import { logCreated, LOG_STREAM } from '../../log-created.js';
import { appendCall } from './append-call.js';
import { withClient } from './connections.js';
import { DURABLE_COMMITS } from './durability.js';
import { processWarnings } from '../../store-log.js';
import type { StoreLog } from '../../store-log.js';
import { installRole } from './role.js';
import { SCHEMA_VERSIONS } from './schema.js';

export interface InstallSettings {
  readonly url: string;
  readonly now: Date;
  /** The first event of a log that moves here from another store; absent: a new log begins. */
  readonly first?: PreparedAppend;
  readonly log?: StoreLog;
}

/** The database was installed by a newer program. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
}

/**
 * Makes schema `log`, or brings it up to this program's version, and begins the log where there is none. Safe to
 * repeat, and by several programs at once.
 *
 * @returns the id of the log.
 */
export async function installPostgresEventStore({
  url,
  now,
  first = logCreated(randomUUID(), randomUUID(), now),
  log = processWarnings,
}: InstallSettings): Promise<string> {
  return withClient(url, async (client) => {
    // Committing on the error path is impossible: the connection ends with the transaction open.
    await client.query(DURABLE_COMMITS);
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('log.install', 0))`);
    await installSchema(client);
    await installRole(client, log);
    const logId = (await currentLogId(client)) ?? (await beginLog(client, first));
    await client.query('COMMIT');
    return logId;
  });
}

async function installSchema(client: Client): Promise<void> {
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS log;
    CREATE TABLE IF NOT EXISTS log.installed (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`);
  const { rows } = await client.query<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM log.installed',
  );
  const installed = rows[0]?.version ?? 0;
  if (installed > SCHEMA_VERSIONS.length)
    throw new NewerSchema(
      `schema log has version ${String(installed)}, this program knows ${String(SCHEMA_VERSIONS.length)}`,
    );
  for (const [index, ddl] of SCHEMA_VERSIONS.entries()) {
    if (index < installed) continue;
    await client.query(ddl);
    await client.query('INSERT INTO log.installed (version) VALUES ($1)', [index + 1]);
  }
}

async function currentLogId(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ log_id: string }>('SELECT log_id FROM log.head');
  return rows[0]?.log_id;
}

async function beginLog(client: Client, first: PreparedAppend): Promise<string> {
  const logId = logIdOf(first);
  await client.query(
    `INSERT INTO log.head (log_id, position, log_hash) VALUES ($1, 0, sha256(convert_to($1, 'UTF8')))`,
    [logId],
  );
  await client.query(appendCall([first]));
  return logId;
}

function logIdOf({ stream, events }: PreparedAppend): string {
  const data = events[0]?.envelope.data;
  if (stream === LOG_STREAM && data !== undefined && 'logId' in data && typeof data.logId === 'string')
    return data.logId;
  throw new Error('a log begins with LogCreated');
}
