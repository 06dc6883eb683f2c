/** The product in a process of its own; tells its parent where it listens. `--idle`: renaming a branch does nothing. */
import { CommandBus, CommandHandler } from '@nestjs/cqrs';
import { InstanceWrapper } from '@nestjs/core/injector/instance-wrapper.js';
import { RenameBranch } from '#branches/commands/rename-branch.js';
import type { CommandResult } from '#event-sourcing/command.js';
import { readConfig } from '#platform/config/read-config.js';
import { createLogger } from '#platform/telemetry/logger.js';
import { SystemClock } from '#time/clock.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { startProduct } from '../../../apps/composition/start-product.js';

const config = readConfig();
const { app, url, firstAdmin } = await startProduct({ config, clock: new SystemClock(), logger: createLogger(config) });

if (process.argv.includes('--idle')) {
  const position = await app.get<EventStore>(EVENT_STORE).head();

  @CommandHandler(RenameBranch)
  class IdleHandler {
    execute({ code }: RenameBranch): Promise<CommandResult> {
      return Promise.resolve({ stream: `branch-${code}`, length: 1, position, events: [] });
    }
  }
  app.get(CommandBus).register([
    new InstanceWrapper({
      token: IdleHandler,
      name: IdleHandler.name,
      metatype: IdleHandler,
      instance: new IdleHandler(),
      isResolved: true,
    }),
  ]);
}

process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.send?.({ url, firstAdmin });
