import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandExecutor } from './command-executor.js';
import type { EventStore } from './event-store.js';
import { EventSchemas } from './schemas.js';
import { StageableStore } from './staging/stageable-store.js';
import { EVENT_STORE } from './tokens.js';

/** Gives every provider the log, its schemas, and the one who runs commands on it. */
@Module({})
export class EventSourcingModule {
  static of(store: EventStore, schemas: EventSchemas): DynamicModule {
    const stageable = new StageableStore(store);
    return {
      module: EventSourcingModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: StageableStore, useValue: stageable },
        { provide: EVENT_STORE, useValue: stageable },
        { provide: EventSchemas, useValue: schemas },
        { provide: CommandExecutor, useFactory: () => new CommandExecutor(stageable, schemas) },
      ],
      exports: [EVENT_STORE, StageableStore, EventSchemas, CommandExecutor, CqrsModule],
    };
  }
}
