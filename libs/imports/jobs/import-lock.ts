import type { Pool, PoolClient } from 'pg';

/** Whoever runs an import holds it; it ends with the connection, and so with the process. */
export class ImportLock {
  private constructor(private readonly client: PoolClient) {}

  /** `undefined`: another process runs it. */
  static async take(pool: Pool, id: string): Promise<ImportLock | undefined> {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<{ taken: boolean }>(
        "SELECT pg_try_advisory_lock(hashtextextended('import ' || $1, 0)) AS taken",
        [id],
      );
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
