import type pg from 'pg';
import { leaseOf } from './lease.js';
import { tryLock } from './lock.js';
import { DDL_LOCK } from './prepare-read-model.js';
import { dropSchema, READ_MODELS, versionSchema, versionView } from './schema.js';
import { servedVersions } from './serve.js';
import { inTransaction } from './transaction.js';

export interface DroppedVersion {
  readonly model: string;
  readonly version: number;
}

/**
 * Drops the versions of a model that are older than the newest one served. One that a program still keeps at the head
 * of the log stays, and so does one whose rows are lent to another.
 */
export const dropReplaced = (pool: pg.Pool, model: string): Promise<readonly DroppedVersion[]> =>
  inTransaction(pool, async (client) => {
    const dropped: DroppedVersion[] = [];
    if (!(await hasCheckpoints(client))) return dropped;
    await client.query(DDL_LOCK);
    for (const version of await replacedVersions(client, model)) {
      const old = { name: model, version };
      if (!(await tryLock(client, leaseOf(old), 'transaction'))) continue;
      await client.query(`DROP VIEW IF EXISTS ${READ_MODELS}.${versionView(old)}; ${dropSchema(versionSchema(old))}`);
      await client.query('DELETE FROM projections.checkpoints WHERE model = $1 AND version = $2', [model, version]);
      dropped.push({ model, version });
    }
    return dropped;
  });

const hasCheckpoints = async (client: pg.ClientBase): Promise<boolean> =>
  (await client.query(`SELECT FROM pg_tables WHERE schemaname = 'projections' AND tablename = 'checkpoints'`))
    .rowCount === 1;

const replacedVersions = async (client: pg.ClientBase, model: string): Promise<readonly number[]> => {
  const [newest] = await servedVersions(client, model);
  const replaced = await client.query<{ version: number }>(
    `SELECT version FROM projections.checkpoints AS old
      WHERE model = $1 AND version < $2
        AND NOT EXISTS (SELECT FROM projections.checkpoints WHERE model = $1 AND borrows = old.version)
      ORDER BY version`,
    [model, newest ?? 0],
  );
  return replaced.rows.map(({ version }) => version);
};
