import type pg from 'pg';

const guarded = new WeakSet<pg.PoolClient>();

/**
 * A connection of its own, for the caller to release. That it is lost is told by the next statement on it, never by
 * an error event that nobody hears, which would end the process: the connection can be cut in the same moment in
 * which it is handed over, so the listener must be there before anybody can wait for it.
 */
export const checkOut = (pool: pg.Pool): Promise<pg.PoolClient> =>
  new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client === undefined) {
        reject(error ?? new Error('no connection'));
        return;
      }
      if (!guarded.has(client)) client.on('error', () => undefined);
      guarded.add(client);
      resolve(client);
    });
  });

/** Runs `work` in one transaction on a connection of its own. */
export const inTransaction = async <T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  onConnection(pool, async (client) => {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  });

/** Runs `work` on a connection of its own; after an error the connection is closed, which rolls back and unlocks. */
export const onConnection = async <T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await checkOut(pool);
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
};
