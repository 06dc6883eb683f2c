import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { logCreated } from '#event-sourcing/log-created.js';
import { openEmbeddedPostgres } from '#platform/embedded-postgres/open.js';
import type { EmbeddedDatabase } from '#platform/embedded-postgres/embedded-database.js';
import { fillLog } from './log/fill-log.js';
import { FIRST_YEAR, officeYears } from './log/office-years.js';
import { uuidOf } from './log/random.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Goes up with every change of what the log is filled with. */
const LOG_VERSION = 2;

/** A database with the log of the bench in it. */
export interface LogDatabase {
  readonly url: string;
  /** All events, `LogCreated` with them. */
  readonly events: number;
}

/**
 * The PostgreSQL of the bench: a cluster as the product makes, starts and stops it for its users, with the same
 * settings.
 */
export class Place {
  private constructor(
    readonly folder: string,
    private readonly server: EmbeddedDatabase,
    private readonly keep: boolean,
  ) {}

  static async open(keep: boolean): Promise<Place> {
    const kept = resolve('node_modules/.cache/branch-accountability-bench');
    if (keep) await mkdir(kept, { recursive: true });
    const folder = keep ? kept : await mkdtemp(join(tmpdir(), 'branch-accountability-bench-data-'));
    return new Place(folder, await openEmbeddedPostgres({ dataDir: join(folder, 'data'), log: silent }), keep);
  }

  async close(): Promise<void> {
    try {
      // What rows have in common lasts until now; only the logs are kept.
      if (this.keep) for (const name of await this.databasesOfRows()) await this.dropDatabase(name);
    } finally {
      await this.server.stop();
    }
    if (!this.keep) await rm(this.folder, { recursive: true, force: true });
  }

  /** A copy of the log of so many events, under a name of its own; the database that had the name is gone. */
  async logDatabase(name: string, events: number): Promise<LogDatabase> {
    return this.logCopy(name, await this.filledLog(events));
  }

  /** The same for a log that nobody else needs: where it is not kept, it is not copied. */
  async wholeLogDatabase(name: string, events: number): Promise<LogDatabase> {
    if (this.keep) return this.logDatabase(name, events);
    await this.execute(`ALTER DATABASE ${await this.filledLog(events)} RENAME TO ${name}`);
    return this.logIn(name);
  }

  /** A copy of a database with a log in it. */
  async logCopy(name: string, source: string): Promise<LogDatabase> {
    await this.emptyDatabase(name, source);
    return this.logIn(name);
  }

  /** @returns its address. */
  async emptyDatabase(name: string, template = 'template0'): Promise<string> {
    await this.execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await this.execute(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    return this.urlOf(name);
  }

  async dropDatabase(name: string): Promise<void> {
    await this.execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  private async logIn(name: string): Promise<LogDatabase> {
    const url = this.urlOf(name);
    // The role that writes the log is the database's own.
    await installPostgresEventStore({ url, now: new Date() });
    return { url, events: await countEvents(url) };
  }

  /** Makes the log of so many events, unless it was kept. */
  private async filledLog(events: number): Promise<string> {
    const name = `log_v${String(LOG_VERSION)}_${String(events)}`;
    if (await this.isComplete(name)) return name;
    const url = await this.emptyDatabase(name);
    const now = new Date(`${String(FIRST_YEAR)}-01-01T00:00:00.000Z`);
    await installPostgresEventStore({ url, now, first: logCreated(uuidOf('log'), uuidOf('log created'), now) });
    await withClient(url, async (client) => {
      await fillLog(client, officeYears(events), tellingProgress());
      await client.query('VACUUM (FREEZE, ANALYZE)');
    });
    await this.execute('CHECKPOINT');
    await this.execute(`COMMENT ON DATABASE ${name} IS 'complete'`);
    return name;
  }

  private async isComplete(name: string): Promise<boolean> {
    const text = `SELECT FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = 'complete'`;
    return withClient(this.urlOf('postgres'), async (client) => (await client.query(text, [name])).rowCount === 1);
  }

  private databasesOfRows(): Promise<readonly string[]> {
    const text = `SELECT datname AS name FROM pg_database WHERE starts_with(datname, 'bench_')`;
    return withClient(this.urlOf('postgres'), async (client) =>
      (await client.query<{ name: string }>(text)).rows.map(({ name }) => name),
    );
  }

  private async execute(statement: string): Promise<void> {
    await withClient(this.urlOf('postgres'), (client) => client.query(statement));
  }

  private urlOf(database: string): string {
    const url = new URL(this.server.url);
    url.pathname = `/${database}`;
    return url.href;
  }
}

/** One connection for a piece of work. */
export const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const tellingProgress = (): ((events: number) => void) => {
  let told = 0;
  return (written) => {
    if (written - told < 50_000) return;
    told = written;
    process.stderr.write(`  … ${String(written)} events written\n`);
  };
};

const countEvents = async (url: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ events: number }>('SELECT position::integer AS events FROM log.head');
    return rows[0]?.events ?? 0;
  });
