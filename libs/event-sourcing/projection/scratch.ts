import type pg from 'pg';
import { tryLock } from './lease.js';
import type { AnyProjection } from './projection.js';
import { createTable, dropSchema, scratchSchema, versionSchema } from './schema.js';
import type { ProjectionSettings } from './settings.js';
import { onConnection } from './transaction.js';

/** Another process rebuilds or verifies this model. */
export class AlreadyAtWork extends Error {
  override readonly name = 'AlreadyAtWork';
}

/**
 * Works on an empty table beside the live one, on a connection of its own. One at a time for each model: what is
 * verified must not be replaced meanwhile. What a killed process left behind is removed first.
 *
 * @throws AlreadyAtWork
 */
export const withScratchTable = async <T>(
  { pool }: ProjectionSettings,
  projection: AnyProjection,
  purpose: 'rebuild' | 'verify',
  work: (client: pg.PoolClient, schema: string) => Promise<T>,
): Promise<T> => {
  const schema = scratchSchema(projection, purpose);
  return onConnection(pool, async (client) => {
    if (!(await tryLock(client, `${versionSchema(projection)}:scratch`))) {
      throw new AlreadyAtWork(`${projection.name}: a rebuild or a verification is at work already`);
    }
    await client.query(`${dropSchema(schema)}; ${createTable(projection, schema)}`);
    try {
      return await work(client, schema);
    } finally {
      // After a lost connection the next one cleans up.
      await client.query(`ROLLBACK; ${dropSchema(schema)}; SELECT pg_advisory_unlock_all()`).catch(() => undefined);
    }
  });
};
