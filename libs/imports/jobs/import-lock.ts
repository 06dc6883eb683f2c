import type { Pool, PoolClient } from 'pg';

/** Any number that no other advisory lock of the product uses. */
const IMPORT_LOCK = 1_948_120_735;

/** Whoever runs imports holds it, so that there is one at a time; it ends with the connection, and so with the process. */
export class ImportLock {
  private constructor(private readonly client: PoolClient) {}

  /** `undefined`: another process runs it. */
  static async take(pool: Pool): Promise<ImportLock | undefined> {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        IMPORT_LOCK,
      ]);
      if (rows[0]?.taken === true) return new ImportLock(client);
      client.release();
      return undefined;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  release(): void {
    // The connection goes with the lock: nobody takes over a lock by taking over its connection.
    this.client.release(true);
  }
}
