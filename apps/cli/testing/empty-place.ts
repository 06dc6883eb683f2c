import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig } from '#platform/config/load-config.js';
import type { Config } from '#platform/config/config.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { run } from './told-log.js';
import type { Ran } from './told-log.js';

const configOf = (url: string, settings: Readonly<Record<string, string>>): Config =>
  loadConfig({ DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'silent', COOKIE_SECURE: 'false', ...settings });

/** A database in which nothing was ever installed, to load something into. */
export class EmptyPlace {
  private constructor(
    readonly config: Config,
    readonly url: string,
    readonly drop: () => Promise<void>,
  ) {}

  static async create(settings: Readonly<Record<string, string>> = {}): Promise<EmptyPlace> {
    const { url, drop } = await createTestDatabase();
    return new EmptyPlace(configOf(url, settings), url, drop);
  }

  /** The same place, with other settings. */
  with(settings: Readonly<Record<string, string>>): EmptyPlace {
    return new EmptyPlace(configOf(this.url, settings), this.url, this.drop);
  }

  run(...args: readonly string[]): Promise<Ran> {
    return run(this.config, ...args);
  }

  /** Rows of a statement. */
  async rows<T extends pg.QueryResultRow>(statement: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<T>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Events in its log; none where there is no log. */
  async events(): Promise<number> {
    const [log] = await this.rows<{ there: boolean }>(`SELECT to_regclass('log.events') IS NOT NULL AS there`);
    if (log?.there !== true) return 0;
    const [row] = await this.rows<{ count: string }>('SELECT count(*) FROM log.events');
    return Number(row?.count);
  }
}

/** Files in a folder of a test. */
export const filesIn = (folder: string) => ({
  path: (name: string): string => join(folder, name),
  read: (name: string): Promise<string> => readFile(join(folder, name), 'utf8'),
  write: async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  },
  remove: (name: string): Promise<void> => rm(join(folder, name), { force: true }),
});
