import { createHash } from 'node:crypto';
import type pg from 'pg';
import { checkOut } from './transaction.js';

/**
 * Which models this process works on while others wait: advisory locks of one connection, gone with it. A lease only
 * saves work; what keeps two holders apart is the checkpoint.
 */
export class Leases {
  private client: pg.PoolClient | undefined;
  private connecting: Promise<pg.PoolClient> | undefined;
  private readonly held = new Set<string>();
  private asking: Promise<unknown> = Promise.resolve();

  constructor(private readonly pool: pg.Pool) {}

  holds(name: string): boolean {
    return this.held.has(name);
  }

  /** One after the other: a connection takes one statement at a time. */
  async tryAcquire(name: string): Promise<boolean> {
    const asked = this.asking.then(() => this.ask(name));
    this.asking = asked.catch(() => undefined);
    return asked;
  }

  private async ask(name: string): Promise<boolean> {
    if (this.held.has(name)) return true;
    const client = await this.connection();
    const acquired = await tryLock(client, name);
    if (acquired && client === this.client) this.held.add(name);
    return this.held.has(name);
  }

  /** Gives everything back. */
  close(): void {
    const client = this.client;
    this.lose();
    client?.release(true);
  }

  private async connection(): Promise<pg.PoolClient> {
    if (this.client !== undefined) return this.client;
    this.connecting ??= this.connect().finally(() => (this.connecting = undefined));
    return this.connecting;
  }

  private async connect(): Promise<pg.PoolClient> {
    const client = await checkOut(this.pool);
    client.on('error', () => {
      if (client !== this.client) return;
      this.lose();
      client.release(true);
    });
    this.client = client;
    return client;
  }

  private lose(): void {
    this.client = undefined;
    this.held.clear();
  }
}

/** Whoever holds this keeps the version of the model at the head of the log. */
export const leaseOf = ({ name, version }: { readonly name: string; readonly version: number }): string =>
  `${name}:${String(version)}`;

/** A lock of this connection or its transaction, for all processes on this database. */
export const tryLock = async (
  client: pg.ClientBase,
  name: string,
  until: 'unlocked' | 'transaction' = 'unlocked',
): Promise<boolean> => {
  const key = createHash('sha256').update(`read-model:${name}`).digest().readBigInt64BE();
  const take = until === 'transaction' ? 'pg_try_advisory_xact_lock' : 'pg_try_advisory_lock';
  const locked = await client.query<{ locked: boolean }>(`SELECT ${take}($1) AS locked`, [String(key)]);
  return locked.rows[0]?.locked === true;
};
