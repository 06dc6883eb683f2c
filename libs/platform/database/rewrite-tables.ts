import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Rewriting {
  readonly tables: number;
  /** What could not be done, in the database's words. */
  readonly warnings: readonly string[];
}

const OWN = `n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'`;

const TABLES = /* sql */ `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind = 'p' AS parted
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'p') AND ${OWN} ORDER BY 1`;

/** What the planner knows of the columns: copies of values. */
const STATISTICS = 'pg_catalog.pg_statistic';

/**
 * Who may still see what was deleted before the transaction `$1`: as long as there is one, a table written anew has it as
 * well. A transaction that writes in another database counts too: every snapshot that is taken beside it reaches back to it.
 */
const LOOKERS = /* sql */ `
  SELECT pid FROM pg_stat_activity
  WHERE pid <> pg_backend_pid() AND (age(backend_xid) > age($1::text::xid)
    OR (datname = current_database() AND age(backend_xmin) > age($1::text::xid)))`;
const PATIENCE_MS = 30_000;

/** SQLSTATE of a table or schema that is not there any more, and of what may not be done. */
const GONE = ['42P01', '3F000'];
const FORBIDDEN = ['42501'];

/**
 * Writes every table of a database anew, with its indexes and what is known of its values, so that no file of them holds
 * what was deleted or changed. Each table is locked meanwhile. What the write-ahead log still holds goes with its files.
 */
export const rewriteTables = async (url: string): Promise<Rewriting> => {
  const client = new pg.Client({ connectionString: url, application_name: 'rewriting' });
  const warnings: string[] = [];
  client.on('error', () => undefined);
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined) warnings.push(message);
  });
  await client.connect();
  try {
    warnings.push(...(await oldLookersGone(client)));
    const { rows } = await client.query<{ name: string; parted: boolean }>(TABLES);
    for (const { name, parted } of rows)
      await unless(GONE, client.query(`${parted ? 'ANALYZE' : 'VACUUM (FULL, ANALYZE)'} ${name}`));
    await client.query(`VACUUM (FULL) ${STATISTICS}`);
    // The old files are empty already; whoever may not have them removed at once has them removed some minutes later.
    await unless(FORBIDDEN, client.query('CHECKPOINT'));
    return { tables: rows.length, warnings };
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Waits for the transactions that began before this; warns of those that do not end. */
const oldLookersGone = async (client: pg.Client): Promise<readonly string[]> => {
  const { rows: begun } = await client.query<{ xid: string }>('SELECT pg_current_xact_id()::xid::text AS xid');
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(20)) {
    const { rows } = await client.query<{ pid: number }>(LOOKERS, [begun[0]?.xid]);
    if (rows.length === 0) return [];
    if (performance.now() > end)
      return rows.map(({ pid }) => `process ${String(pid)} has a transaction open that still sees what was removed`);
  }
};

/** For these refusals nothing is to be done. */
const unless = async (codes: readonly string[], query: Promise<unknown>): Promise<void> => {
  try {
    await query;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !codes.includes(error.code ?? '')) throw error;
  }
};
