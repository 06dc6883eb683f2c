import pg from 'pg';
import type { Client } from 'pg';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { loadConfig } from '#platform/config/load-config.js';
import type { Config } from '#platform/config/config.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { runCli } from '../run-cli.js';
import { RecordedTerminal } from './recorded-terminal.js';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  /** Without lines of progress, which depend on the machine. */
  readonly stderr: string;
}

const PROGRESS = /^.* 事件 events {2}\d.*\n/gm;

/** Runs a command as the operator would. */
export const run = async (config: Config, ...args: readonly string[]): Promise<Ran> => {
  const terminal = new RecordedTerminal();
  const exitCode = await runCli(args, terminal, () => config);
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr.replaceAll(PROGRESS, '') };
};

/** Puts the story of two years into the log of a database, which is made where there is none. */
export const tellTwoYears = async (url: string): Promise<void> => {
  const log = await TestLog.open(url);
  try {
    for (const event of TWO_YEARS) {
      const { on = '2024-01-20', stream = 'stream', at = `${on}T04:00:00.000Z` } = event.circumstances;
      await log.append(stream, { ...event, circumstances: { ...event.circumstances, at } });
    }
  } finally {
    await log.close();
  }
};

/** Two years in a database of its own, with read models that nobody keeps, to be tampered with and restored. */
export class ToldLog {
  private constructor(
    readonly config: Config,
    private readonly url: string,
    private readonly drop: () => Promise<void>,
  ) {}

  static async create(): Promise<ToldLog> {
    const { url, drop } = await createTestDatabase();
    const config = loadConfig({ DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'silent', COOKIE_SECURE: 'false' });
    await tellTwoYears(url);
    await run(config, 'rebuild', 'all');
    const log = new ToldLog(config, url, drop);
    await log.asOwner((client) =>
      client.query('CREATE TABLE kept AS TABLE log.events; CREATE TABLE kept_head AS TABLE log.head'),
    );
    return log;
  }

  run(...args: readonly string[]): Promise<Ran> {
    return run(this.config, ...args);
  }

  async asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** As somebody who owns the database and switches the guard off meanwhile. */
  async tamper(...statements: readonly string[]): Promise<void> {
    const guarded = [
      'ALTER TABLE log.events DISABLE TRIGGER USER',
      ...statements,
      'ALTER TABLE log.events ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER texts_only',
    ];
    await this.asOwner((client) => client.query(guarded.join(';\n')));
  }

  restore(): Promise<void> {
    return this.tamper(
      'DELETE FROM log.events',
      'INSERT INTO log.events SELECT * FROM kept',
      'UPDATE log.head SET position = kept_head.position, log_hash = kept_head.log_hash FROM kept_head',
    );
  }

  close(): Promise<void> {
    return this.drop();
  }
}
