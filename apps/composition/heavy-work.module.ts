import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config.js';
import type { Database } from '#platform/database/database.js';
import { ChildProcesses } from '#platform/heavy-work/child-processes.js';
import { HeavyWork } from '#platform/heavy-work/heavy-work.js';
import { RebuildsElsewhere } from './rebuild-work.js';
import type { WorkSettings } from './worker.js';

export interface HeavyWorkParts {
  readonly config: Config;
  readonly database: Database;
  readonly logger: Logger;
  /** Path of the built `apps/worker/main`; the one beside this program unless told. */
  readonly worker?: string;
}

const BESIDE_US = fileURLToPath(new URL('../worker/main.js', import.meta.url));

/** Nobody waits longer for an answer. */
const REQUEST_TIMEOUT_MS = 600_000;

/**
 * Gives every provider `HeavyWork` for what somebody asked for, and `RebuildsElsewhere` for read models; both are done by
 * processes of our own with the settings of this one, and neither waits for the other.
 */
@Module({})
export class HeavyWorkModule {
  static of({ config, database, logger, worker = BESIDE_US }: HeavyWorkParts): DynamicModule {
    const found = { databaseUrl: database.url, eventStore: database.eventStoreUrl };
    const settings: WorkSettings = Object.assign({}, config, found);
    const log = { error: (message: string): void => logger.error(message) };
    return {
      module: HeavyWorkModule,
      global: true,
      providers: [
        {
          provide: HeavyWork,
          useFactory: () => new ChildProcesses({ program: worker, settings, log, timeoutMs: REQUEST_TIMEOUT_MS }),
        },
        {
          provide: RebuildsElsewhere,
          // It ends with a swap for which others wait, so it is not put behind them.
          useFactory: () => new RebuildsElsewhere(new ChildProcesses({ program: worker, settings, log, nice: 0 })),
        },
      ],
      exports: [HeavyWork, RebuildsElsewhere],
    };
  }
}
