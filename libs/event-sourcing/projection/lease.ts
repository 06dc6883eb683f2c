import type pg from 'pg';
import { joinSharers, lookAtSharing } from './fair-share.js';
import { tryLock, unlock } from './lock.js';
import { checkOut } from './transaction.js';

/**
 * Which models this process works on while others wait: advisory locks of one connection, gone with it. Processes that
 * keep the same models divide them evenly: nobody takes more than a fair share, and gives back what is more when
 * another one comes. A lease only saves work; what keeps two holders apart is the checkpoint.
 */
export class Leases {
  private client: pg.PoolClient | undefined;
  private connecting: Promise<pg.PoolClient> | undefined;
  private readonly held = new Set<string>();
  /** Of those held: beyond the share, because nobody else took them; as long as the others are the same. */
  private readonly unwanted = new Set<string>();
  private readonly freeSince = new Map<string, number>();
  private sharers = '';
  private asking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly pool: pg.Pool,
    /** All that this process would keep if it were alone. */
    private readonly names: readonly string[],
    /** Milliseconds that a free model waits for whoever's share it is. */
    private readonly patience: number,
  ) {}

  holds(name: string): boolean {
    return this.held.has(name);
  }

  /** One after the other: a connection takes one statement at a time. */
  tryAcquire(name: string): Promise<boolean> {
    return this.inTurn(() => this.ask(name));
  }

  /** Gives back of these what is more than a fair share. */
  giveBackOf(names: readonly string[]): Promise<void> {
    return this.inTurn(() => this.giveBack(names));
  }

  /** Gives one back, where it is held. */
  release(name: string): Promise<void> {
    return this.inTurn(() => this.letGo(name));
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.asking.then(work);
    this.asking = done.catch(() => undefined);
    return done;
  }

  private async ask(name: string): Promise<boolean> {
    if (this.held.has(name)) return true;
    const client = await this.connection();
    const { excess, taken } = await this.look(client);
    const within = excess < 0;
    if (!within && !this.isUnwanted(name, taken)) return false;
    const acquired = await tryLock(client, name);
    this.freeSince.delete(name);
    if (!acquired || client !== this.client) return false;
    this.held.add(name);
    if (!within) this.unwanted.add(name);
    return true;
  }

  private isUnwanted(name: string, taken: ReadonlySet<string>): boolean {
    const now = performance.now();
    const since = this.freeSince.get(name) ?? now;
    if (taken.has(name)) this.freeSince.delete(name);
    else this.freeSince.set(name, since);
    return !taken.has(name) && now - since >= this.patience;
  }

  private async giveBack(names: readonly string[]): Promise<void> {
    const { client } = this;
    if (client === undefined) return;
    const { excess } = await this.look(client);
    const back = names.filter((name) => this.held.has(name));
    for (const name of back.slice(0, Math.max(0, excess))) await this.letGo(name);
  }

  private async letGo(name: string): Promise<void> {
    const { client } = this;
    this.unwanted.delete(name);
    if (this.held.delete(name) && client !== undefined) await unlock(client, name);
  }

  private async look(client: pg.PoolClient): Promise<{ readonly excess: number; readonly taken: ReadonlySet<string> }> {
    const { share, sharers, taken } = await lookAtSharing(client, this.names);
    if (sharers !== this.sharers) this.unwanted.clear();
    this.sharers = sharers;
    return { excess: this.held.size - this.unwanted.size - share, taken };
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
    try {
      await joinSharers(client, this.names);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.client = client;
    return client;
  }

  private lose(): void {
    this.client = undefined;
    this.held.clear();
    this.unwanted.clear();
    this.freeSince.clear();
  }
}

/** Whoever holds this keeps the version of the model at the head of the log. */
export const leaseOf = ({ name, version }: { readonly name: string; readonly version: number }): string =>
  `${name}:${String(version)}`;
