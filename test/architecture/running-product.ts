import { pino } from 'pino';
import { loadConfig } from '#platform/config/load-config.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { SystemClock } from '#time/clock.js';
import { startProduct } from '../../apps/composition/start-product.js';
import type { Product } from '../../apps/composition/start-product.js';

export interface RunningProduct extends Product {
  stop(): Promise<void>;
}

/** The whole product on a database of its own, as it is started for users. */
export const runningProduct = async (): Promise<RunningProduct> => {
  const database = await createTestDatabase();
  const config = loadConfig({ DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' });
  const product = await startProduct({ config, clock: new SystemClock(), logger: pino({ level: 'silent' }) });
  return {
    ...product,
    stop: async () => {
      await product.app.close();
      await database.drop();
    },
  };
};
