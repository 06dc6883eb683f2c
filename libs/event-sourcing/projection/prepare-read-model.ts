import type pg from 'pg';
import { CREATE_CHECKPOINTS, loadCheckpoint, type Checkpoint } from './checkpoints.js';
import type { AnyProjection } from './projection.js';
import {
  createTable,
  declaredLayout,
  dropSchema,
  layoutOf,
  pointView,
  READ_MODELS,
  versionSchema,
  versionView,
} from './schema.js';
import { servedVersions } from './serve.js';
import { inTransaction } from './transaction.js';

/** One process at a time makes tables; `CREATE … IF NOT EXISTS` alone is not safe against another one. */
export const DDL_LOCK = 'SELECT pg_advisory_xact_lock(7317461320231)';

/** The table stands, but its columns are not those of the code: the version was not raised. */
export class LayoutChanged extends Error {
  override readonly name = 'LayoutChanged';
}

/**
 * Makes what a projection needs where it is missing: checkpoint, table, stable name. The first version of all is served
 * at once where `atOnce` says that it will have caught up in no time. Any other is served when it has reached the head
 * of the log; until then its readers are given the rows of the version before it, if those have the same columns.
 *
 * @throws LayoutChanged
 */
export const prepareReadModel = async (
  pool: pg.Pool,
  projection: AnyProjection,
  logId: string,
  atOnce: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<Checkpoint> => {
  const ready = await readyCheckpoint(pool, projection);
  if (ready !== undefined) return ready;
  const soon = await atOnce();
  return inTransaction(pool, (client) => make(client, projection, logId, soon));
};

/** The usual case, without taking any lock. */
const readyCheckpoint = async (pool: pg.Pool, projection: AnyProjection): Promise<Checkpoint | undefined> =>
  inTransaction(pool, async (client) => {
    if (!(await hasColumn(client, 'borrows'))) return undefined;
    const checkpoint = await loadCheckpoint(client, projection);
    if (checkpoint === undefined || !(await assertLayout(client, projection))) return undefined;
    const readable = checkpoint.serving || checkpoint.borrows !== null;
    if (!readable) return checkpoint;
    return (await layoutOf(client, READ_MODELS, versionView(projection))) === undefined ? undefined : checkpoint;
  });

const hasColumn = async (client: pg.ClientBase, column: string): Promise<boolean> =>
  (await layoutOf(client, 'projections', 'checkpoints'))?.includes(`${column} `) === true;

const make = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  logId: string,
  soon: boolean,
): Promise<Checkpoint> => {
  const { name, version } = projection;
  const schema = versionSchema(projection);
  await client.query(DDL_LOCK);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${READ_MODELS}; ${CREATE_CHECKPOINTS}`);
  const found = await loadCheckpoint(client, projection, true);
  const stands = await assertLayout(client, projection);
  if (!stands || found === undefined) {
    // A table without a checkpoint, or the reverse, is worth nothing: both begin again.
    await client.query('DELETE FROM projections.checkpoints WHERE model = $1 AND version = $2', [name, version]);
    await client.query(`${dropSchema(schema)}; ${createTable(projection, schema)}`);
  }
  const served = await servedVersions(client, name);
  const first = served.length === 0 && soon;
  await client.query(
    `INSERT INTO projections.checkpoints (model, version, log_id, state, serving) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (model, version) DO NOTHING`,
    [name, version, logId, first ? 'running' : 'rebuilding', first],
  );
  const { serving } = await existing(client, projection);
  if (serving) await makeViews(client, projection, served);
  else await borrow(client, projection, served);
  return existing(client, projection);
};

const existing = async (client: pg.ClientBase, projection: AnyProjection): Promise<Checkpoint> => {
  const checkpoint = await loadCheckpoint(client, projection);
  if (checkpoint === undefined) throw new Error(`no checkpoint for ${projection.name}`);
  return checkpoint;
};

const makeViews = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  served: readonly number[],
): Promise<void> => {
  const { name, version } = projection;
  const newest = Math.max(version, ...served);
  await pointView(client, projection, versionSchema(projection), versionView(projection));
  if (newest === version) await pointView(client, projection, versionSchema(projection), name);
};

/** Lets readers of a version that is being built read the newest one that has the same columns. */
const borrow = async (client: pg.ClientBase, projection: AnyProjection, served: readonly number[]): Promise<void> => {
  const { name, version } = projection;
  for (const other of served) {
    const schema = versionSchema({ name, version: other });
    if ((await layoutOf(client, schema, name)) !== declaredLayout(projection)) continue;
    await pointView(client, projection, schema, versionView(projection));
    await client.query('UPDATE projections.checkpoints SET borrows = $3 WHERE model = $1 AND version = $2', [
      name,
      version,
      other,
    ]);
    return;
  }
};

/** Whether the table is there. */
const assertLayout = async (client: pg.ClientBase, projection: AnyProjection): Promise<boolean> => {
  const layout = await layoutOf(client, versionSchema(projection), projection.name);
  if (layout === undefined) return false;
  if (layout === declaredLayout(projection)) return true;
  throw new LayoutChanged(
    `the columns of ${projection.name} changed: raise its version, or rebuild it (table: ${layout}; code: ${declaredLayout(projection)})`,
  );
};
