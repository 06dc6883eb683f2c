import type { Pool } from 'pg';
import type { Config } from '../config/config.js';
import { attachEmbeddedPostgres } from '../embedded-postgres/attach.js';
import type { EmbeddedDatabase } from '../embedded-postgres/embedded-database.js';
import { openEmbeddedPostgres } from '../embedded-postgres/open.js';
import type { ServerLog } from '../embedded-postgres/server.js';
import { createPool } from './pool.js';
import type { PoolOptions } from './pool.js';

export interface OpenDatabaseOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'eventStore' | 'dataDir'>;
  /** For the embedded PostgreSQL: the product owns it, every other program attaches. */
  readonly role: 'owner' | 'attach';
  readonly log: ServerLog;
}

type Close = () => Promise<unknown>;

/** The database of this process, and the order in which what uses it is closed. */
export class Database {
  readonly #closes: Close[] = [];
  #closed: Promise<void> | undefined;

  private constructor(
    /** Of everything but the log of events. */
    readonly url: string,
    /** Of the log of events. */
    readonly eventStoreUrl: string,
    private readonly log: ServerLog,
    embedded: EmbeddedDatabase | undefined,
  ) {
    if (embedded !== undefined) this.beforeEnd(() => embedded.stop());
  }

  /**
   * Connects to DATABASE_URL's server at the first use only; starts or joins the embedded one at once.
   * @throws EmbeddedPostgresError when the embedded one cannot be had; the message says why
   */
  static async open({ config, role, log }: OpenDatabaseOptions): Promise<Database> {
    const { databaseUrl, eventStore, dataDir } = config;
    if (databaseUrl !== undefined) return new Database(databaseUrl, eventStore ?? databaseUrl, log, undefined);
    const open = role === 'owner' ? openEmbeddedPostgres : attachEmbeddedPostgres;
    const embedded = await open({ dataDir, log });
    return new Database(embedded.url, eventStore ?? embedded.url, log, embedded);
  }

  /** A pool that is ended with the database; to `url` unless told. */
  pool(options: PoolOptions, url = this.url): Pool {
    const pool = createPool(url, options, this.log);
    this.beforeEnd(() => pool.end());
    return pool;
  }

  /**
   * Has `close` called when the database is closed: what was registered last is closed first, so whatever is built on
   * something registers after it. The embedded server ends last.
   */
  beforeEnd(close: Close): void {
    this.#closes.push(close);
  }

  /** Idempotent. One that fails to close does not keep the others open; its error is logged. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (let close = this.#closes.pop(); close !== undefined; close = this.#closes.pop()) {
      try {
        await close();
      } catch (error) {
        this.log.error(`closing failed: ${String(error)}`);
      }
    }
  }
}
