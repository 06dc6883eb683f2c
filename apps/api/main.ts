import { readConfig } from '#platform/config/read-config.js';
import { Database } from '#platform/database/database.js';
import { createLogger } from '#platform/telemetry/logger.js';
import { SystemClock } from '#time/clock.js';
import { runMain } from '../composition/main-program.js';

runMain(async () => {
  const config = readConfig();
  const logger = createLogger(config);
  const database = await Database.open({ config, role: 'owner', log: logger });
  // Loaded only now: who has wrong settings, or a data folder in use, hears it without waiting for all of that.
  const { serveProduct } = await import('../composition/start-product.js');
  const { url, firstAdmin } = await serveProduct(database, { config, clock: new SystemClock(), logger });
  logger.info({ url }, `listening on ${url}`);
  // The one secret ever shown: on the console of whoever starts the product first, not in the log.
  if (firstAdmin !== undefined)
    process.stderr.write(
      `\n管理员账号（仅显示一次）/ administrator, shown this once:\n  ${firstAdmin.login}  ${firstAdmin.password}\n\n`,
    );
});
