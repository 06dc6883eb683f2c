import { pino } from 'pino';
import { loadConfig } from '#platform/config/load-config.js';
import { HttpClient } from '#platform/testing/http-client.js';
import type { Answer } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { startProduct } from '../../../apps/composition/start-product.js';
import type { Cast } from '../../../apps/cli/demo/cast.js';
import { playStory } from '../../../apps/cli/demo/demo.js';
import { DemoClock } from '../../../apps/cli/demo/demo-clock.js';
import { compileProduct } from '../../setup/product-program.js';
import { readRawLog } from '../../setup/raw-log.js';
import type { RawEvent } from '../../setup/raw-log.js';

/** The product after the story, with everybody in it at the door. */
export class PlayedStory {
  private readonly clients = new Map<string, Promise<HttpClient>>();

  private constructor(
    readonly url: string,
    readonly databaseUrl: string,
    readonly cast: Cast,
    /** The log as the story left it. */
    readonly events: readonly RawEvent[],
    private readonly admin: { readonly login: string; readonly password: string },
    readonly stop: () => Promise<void>,
  ) {}

  static async play(): Promise<PlayedStory> {
    const [database, program] = await Promise.all([createTestDatabase(), compileProduct()]);
    const config = loadConfig({ DATABASE_URL: database.url, PORT: '0', THROTTLE_REQUESTS_PER_MINUTE: '100000' });
    const clock = new DemoClock();
    clock.moveTo('2024-01-02');
    const logger = pino({ level: 'silent' });
    const { app, url, firstAdmin } = await startProduct({ config, clock, logger, worker: program.worker });
    const stop = async (): Promise<void> => {
      await app.close();
      await program.remove();
      await database.drop();
    };
    if (firstAdmin === undefined) throw new Error('the database is not empty');
    const cast = await playStory(url, firstAdmin, clock, () => undefined);
    return new PlayedStory(url, database.url, cast, await readRawLog(database.url), firstAdmin, stop);
  }

  /** Signed in once; `admin` is the administrator. */
  as(login: string): Promise<HttpClient> {
    const known = this.clients.get(login);
    if (known !== undefined) return known;
    const client = this.signIn(login, login === 'admin' ? this.admin.password : this.cast.password);
    this.clients.set(login, client);
    return client;
  }

  signIn(login: string, password: string): Promise<HttpClient> {
    return new HttpClient(this.url).signIn(login, password);
  }

  /** What `login` reads at `path`, not before it shows the whole story. */
  async read(login: string, path: string): Promise<Answer> {
    const after = this.cast.logPosition ?? '';
    return (await this.as(login)).get(`/api/v1${path}${path.includes('?') ? '&' : '?'}after=${after}`);
  }

  /** The items of all pages. */
  async items(login: string, path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor = '';
    do {
      const separator = path.includes('?') ? '&' : '?';
      const answer = await this.read(login, `${path}${separator}limit=25${cursor}`);
      if (answer.status !== 200) throw new Error(`${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
      const page = answer.body as { readonly items: readonly Item[]; readonly next?: string };
      items.push(...page.items);
      cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor !== '');
    return items;
  }
}

/** A part of an answer; tests say what they look for in it. */
export type Item = Readonly<Record<string, unknown>>;

/** The value of a member of an item's member: `code` of `status`. */
export const inner = (item: Item, member: string, name = 'code'): unknown => {
  const value = item[member];
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
};
