import pg from 'pg';
import { connectionUrl } from './connection-file.js';
import type { ConnectionFile } from './connection-file.js';

/** Any number that no other advisory lock of the product uses. */
const presenceKey = 1_948_120_733;

/**
 * "I use this server": a shared advisory lock on a connection of its own. The server itself forgets those that die, and
 * the end of the connection tells us at once that the server died.
 */
export class Presence {
  #left = false;

  private constructor(private readonly client: pg.Client) {}

  /** `onLost` is called once, when the connection ends without `leave`. */
  static async join(connection: ConnectionFile, onLost: () => void): Promise<Presence> {
    const client = new pg.Client({
      connectionString: connectionUrl(connection),
      application_name: `presence of ${process.pid}`,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    const presence = new Presence(client);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1)', [presenceKey]);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    client.once('end', () => {
      if (!presence.#left) onLost();
    });
    return presence;
  }

  /** How many others use the server; rejects when the connection is lost. */
  async others(): Promise<number> {
    const { rows } = await this.client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_locks
       WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND pid <> pg_backend_pid()`,
      [presenceKey],
    );
    return rows[0]?.others ?? 0;
  }

  async leave(): Promise<void> {
    this.#left = true;
    await this.client.end().catch(() => undefined);
  }
}
