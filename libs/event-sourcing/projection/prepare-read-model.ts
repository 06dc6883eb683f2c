import type pg from 'pg';
import { CREATE_CHECKPOINTS, loadCheckpoint, type Checkpoint } from './checkpoints.js';
import type { AnyProjection } from './projection.js';
import { createTable, declaredLayout, dropSchema, layoutOf, pointView, READ_MODELS, versionSchema } from './schema.js';
import { inTransaction } from './transaction.js';

/** One process at a time makes tables; `CREATE … IF NOT EXISTS` alone is not safe against another one. */
export const DDL_LOCK = 'SELECT pg_advisory_xact_lock(7317461320231)';

/** The table stands, but its columns are not those of the code: the version was not raised. */
export class LayoutChanged extends Error {
  override readonly name = 'LayoutChanged';
}

/**
 * Makes what a projection needs where it is missing: checkpoint, table, stable name. The first version is served at
 * once; a later one only when it has reached the head of the log.
 *
 * @throws LayoutChanged
 */
export const prepareReadModel = async (
  pool: pg.Pool,
  projection: AnyProjection,
  logId: string,
): Promise<Checkpoint> => {
  const ready = await readyCheckpoint(pool, projection);
  return ready ?? inTransaction(pool, (client) => make(client, projection, logId));
};

/** The usual case, without taking any lock. */
const readyCheckpoint = async (pool: pg.Pool, projection: AnyProjection): Promise<Checkpoint | undefined> =>
  inTransaction(pool, async (client) => {
    if ((await layoutOf(client, 'projections', 'checkpoints')) === undefined) return undefined;
    if ((await layoutOf(client, READ_MODELS, projection.name)) === undefined) return undefined;
    if (!(await assertLayout(client, projection))) return undefined;
    return loadCheckpoint(client, projection);
  });

const make = async (client: pg.ClientBase, projection: AnyProjection, logId: string): Promise<Checkpoint> => {
  const { name, version } = projection;
  const schema = versionSchema(projection);
  await client.query(DDL_LOCK);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${READ_MODELS}; ${CREATE_CHECKPOINTS}`);
  const found = await loadCheckpoint(client, projection);
  const stands = await assertLayout(client, projection);
  if (!stands || found === undefined) {
    // A table without a checkpoint, or the reverse, is worth nothing: both begin again.
    await client.query(`DELETE FROM projections.checkpoints WHERE model = '${name}' AND version = ${String(version)}`);
    await client.query(`${dropSchema(schema)}; ${createTable(projection, schema)}`);
  }
  const first = (await layoutOf(client, READ_MODELS, name)) === undefined;
  if (first) await pointView(client, projection, schema);
  await client.query(
    `INSERT INTO projections.checkpoints (model, version, log_id, state, serving) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (model, version) DO UPDATE SET serving = checkpoints.serving OR EXCLUDED.serving`,
    [name, version, logId, first ? 'running' : 'rebuilding', first],
  );
  const made = await loadCheckpoint(client, projection);
  if (made === undefined) throw new Error(`no checkpoint for ${name}`);
  return made;
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
