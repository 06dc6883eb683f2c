import type pg from 'pg';
import { tryLock } from './lock.js';
import type { AnyProjection } from './projection.js';
import { createBareTable, dropSchema, scratchSchema, versionSchema } from './schema.js';
import type { ProjectionSettings } from './settings.js';
import { onConnection } from './transaction.js';

/** Another process rebuilds or verifies this model. */
export class AlreadyAtWork extends Error {
  override readonly name = 'AlreadyAtWork';
}

/**
 * Works on empty tables without indexes beside the live ones, on a connection of its own. One at a time for each
 * model: what is verified must not be replaced meanwhile. What a killed process left behind is removed first.
 *
 * @throws AlreadyAtWork
 */
export const withScratchTables = async <T>(
  { pool }: Pick<ProjectionSettings, 'pool'>,
  projections: readonly AnyProjection[],
  purpose: 'rebuild' | 'verify',
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  const drop = projections.map((projection) => dropSchema(scratchSchema(projection, purpose))).join('; ');
  const make = projections.map((projection) => createBareTable(projection, scratchSchema(projection, purpose)));
  return onConnection(pool, async (client) => {
    try {
      for (const projection of projections) await lock(client, projection);
      await client.query([drop, ...make].join('; '));
      const result = await work(client);
      await client.query(drop);
      return result;
    } catch (error) {
      // Where the connection is lost, the next one cleans up.
      await client.query('ROLLBACK').catch(() => undefined);
      await client.query(drop).catch(() => undefined);
      throw error;
    } finally {
      await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    }
  });
};

const lock = async (client: pg.ClientBase, projection: AnyProjection): Promise<void> => {
  if (await tryLock(client, `${versionSchema(projection)}:scratch`)) return;
  throw new AlreadyAtWork(`${projection.name}: a rebuild or a verification is at work already`);
};
