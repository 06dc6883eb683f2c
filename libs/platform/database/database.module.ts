import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createDataSource, migrate } from './data-source.js';
import type { DataSourceParts } from './data-source.js';
import { Database } from './database.js';
import type { ServerLog } from '../embedded-postgres/server.js';

/** Token of the pool that read models and health checks share. */
export const PG_POOL = Symbol('PG_POOL');

export interface DatabaseModuleOptions extends DataSourceParts {
  /** Opened before Nest starts, so that a folder in use is one plain message; closed by the module. */
  readonly database: Database;
  readonly log: ServerLog;
  readonly applicationName: string;
}

/**
 * Gives every provider the `Database`, a pool (`PG_POOL`) and TypeORM's `DataSource`, which also serves
 * `TypeOrmModule.forFeature`. All end after HTTP has stopped, the embedded server last.
 */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static of({ database, log, applicationName, entities, migrations }: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Database, useValue: database },
        { provide: PG_POOL, useFactory: () => database.pool({ applicationName }) },
        {
          provide: DataSource,
          useFactory: async () => {
            const dataSource = createDataSource(database.url, { entities, migrations, applicationName }, log);
            await migrate(dataSource, database.url);
            database.beforeEnd(() => dataSource.destroy());
            return dataSource;
          },
        },
      ],
      exports: [Database, PG_POOL, DataSource],
    };
  }

  /** Nest calls this after the HTTP server has answered what was under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
