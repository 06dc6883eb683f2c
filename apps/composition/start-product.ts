import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { FirstAdmin } from '#platform/auth/first-admin.js';
import type { Config } from '#platform/config/config.js';
import { Database } from '#platform/database/database.js';
import { letHeapGrow } from '#platform/heap/heap-growth.js';
import { createHttpApp } from '#platform/http/http-app.js';
import { serveOpenApi } from '#platform/http/open-api.js';
import { NestLogger } from '#platform/telemetry/logger.js';
import type { Clock } from '#time/clock.js';
import { ANSWERS } from './answers.js';
import { openLog } from './log.js';
import { ProductModule } from './product.module.js';

export interface Product {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** Given once, at the first start ever. */
  readonly firstAdmin?: { readonly login: string; readonly password: string };
}

export interface ProductStart {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** See `HeavyWorkParts`. */
  readonly worker?: string;
}

/**
 * The whole product in this process, listening. `app.close()` stops it in order, the embedded PostgreSQL last.
 *
 * @throws EmbeddedPostgresError when the data folder cannot be had; the message says why.
 */
export const startProduct = async (start: ProductStart): Promise<Product> =>
  serveProduct(await Database.open({ config: start.config, role: 'owner', log: start.logger }), start);

/** The same on a database that was opened before; closes it where it cannot be served. */
export const serveProduct = async (database: Database, start: ProductStart): Promise<Product> => {
  const { config, clock, logger } = start;
  letHeapGrow();
  try {
    const store = await openLog({ config, database, logger }, clock);
    const follow = config.projector === 'embedded';
    const parts = { ...start, database, store, follow, applicationName: 'api' };
    const app = await createHttpApp(ProductModule.of(parts), config, new NestLogger(logger));
    serveOpenApi(app, ANSWERS);
    await app.listen(config.port, config.host);
    const firstAdmin = await app.get(FirstAdmin).make();
    return { app, url: await app.getUrl(), ...(firstAdmin === undefined ? {} : { firstAdmin }) };
  } catch (error) {
    await database.close();
    throw error;
  }
};
