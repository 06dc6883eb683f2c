import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import type { EventStore } from '../event-store.js';
import { EventSchemas } from '../schemas.js';
import { StageableStore } from '../staging/stageable-store.js';
import { EVENT_STORE } from '../tokens.js';

/** What commands need of the log, globally, upon a store of the test's own: one that they can be tried on too. */
export const stagedEventSourcing = (store: EventStore): DynamicModule => {
  const schemas = new EventSchemas({});
  const stageable = new StageableStore(store);
  return {
    module: class EventSourcing {},
    global: true,
    imports: [CqrsModule.forRoot()],
    providers: [
      { provide: EVENT_STORE, useValue: stageable },
      { provide: StageableStore, useValue: stageable },
      { provide: EventSchemas, useValue: schemas },
      { provide: CommandExecutor, useValue: new CommandExecutor(stageable, schemas) },
    ],
    exports: [EVENT_STORE, StageableStore, EventSchemas, CommandExecutor, CqrsModule],
  };
};
