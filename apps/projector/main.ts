import { readConfig } from '#platform/config/read-config.js';
import { Database } from '#platform/database/database.js';
import { createHttpApp } from '#platform/http/http-app.js';
import { createLogger, NestLogger } from '#platform/telemetry/logger.js';
import { SystemClock } from '#time/clock.js';
import { openLog } from '../composition/log.js';
import { runMain } from '../composition/main-program.js';
import { ProjectorModule } from '../composition/product.module.js';

/** Keeps the read models in a process of its own; HTTP serves health and metrics only. */
runMain(async () => {
  const config = readConfig();
  const logger = createLogger(config);
  const clock = new SystemClock();
  const database = await Database.open({ config, role: 'attach', log: logger });
  try {
    const store = await openLog({ config, database, logger }, clock);
    const parts = { config, database, store, clock, logger, follow: true, applicationName: 'projector' };
    const app = await createHttpApp(ProjectorModule.of(parts), config, new NestLogger(logger));
    await app.listen(config.port, config.host);
  } catch (error) {
    await database.close();
    throw error;
  }
});
