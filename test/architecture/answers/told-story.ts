import { pino } from 'pino';
import { loadConfig } from '#platform/config/load-config.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { Cast } from '../../../apps/cli/demo/cast.js';
import { DemoClock } from '../../../apps/cli/demo/demo-clock.js';
import { playStory } from '../../../apps/cli/demo/demo.js';
import { startProduct } from '../../../apps/composition/start-product.js';
import { compileProduct } from '../../setup/product-program.js';

const OPENING = '2024-01-02';

/** The product after the story of the demonstration. */
export class ToldStory {
  private constructor(
    private readonly url: string,
    private readonly cast: Cast,
    private readonly admin: { readonly login: string; readonly password: string },
    readonly stop: () => Promise<void>,
  ) {}

  static async tell(): Promise<ToldStory> {
    const [database, program] = await Promise.all([createTestDatabase(), compileProduct()]);
    const config = loadConfig({ DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' });
    const clock = new DemoClock();
    clock.moveTo(OPENING);
    const logger = pino({ level: 'silent' });
    const { app, url, firstAdmin } = await startProduct({ config, clock, logger, worker: program.worker });
    const stop = async (): Promise<void> => {
      await app.close();
      await program.remove();
      await database.drop();
    };
    if (firstAdmin === undefined) throw new Error('the database is not empty');
    return new ToldStory(url, await playStory(url, firstAdmin, clock, () => undefined), firstAdmin, stop);
  }

  /** Where the log stood at the end. */
  get position(): string {
    return this.cast.logPosition ?? '0';
  }

  /** Signed in anew; `admin` is the administrator. */
  as(login: string): Promise<HttpClient> {
    const [name, password] = login === 'admin' ? [this.admin.login, this.admin.password] : [login, this.cast.password];
    return new HttpClient(this.url).signIn(name, password);
  }
}
