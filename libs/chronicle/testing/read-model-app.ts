import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';
import type { Grant, Role } from '#access/roles.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { ProjectionModule } from '#event-sourcing/projection/projection.module.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import type { GivenEvent } from '#event-sourcing/testing/given-event.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { StageableStore } from '#event-sourcing/staging/stageable-store.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { AuthModule } from '#platform/auth/auth.module.js';
import { AccountEntity, authEntities, GrantEntity, PersonEntity } from '#platform/auth/entities.js';
import { Accounts1700000000100 } from '#platform/auth/schema-migration.js';
import { Sessions } from '#platform/auth/sessions.js';
import { ClockModule } from '#platform/clock/clock.module.js';
import { ConfigModule } from '#platform/config/config.module.js';
import { loadConfig } from '#platform/config/load-config.js';
import { DatabaseModule, PG_POOL } from '#platform/database/database.module.js';
import { Database } from '#platform/database/database.js';
import { ExportLevel1700000000600 } from '#platform/exports/export-level-migration.js';
import { ExportLog1700000000300 } from '#platform/exports/export-log-migration.js';
import { createHttpApp } from '#platform/http/http-app.js';
import { HttpModule } from '#platform/http/http.module.js';
import type { Catalogue } from '#platform/http/messages.js';
import { authMessages } from '#platform/auth/auth-messages.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { TelemetryModule } from '#platform/telemetry/telemetry.module.js';
import { PolicyReader } from '#policy/published/policy-reader.js';
import type { Clock } from '#time/clock.js';
import { SystemClock } from '#time/clock.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface ReadModelAppParts {
  readonly module: Type;
  readonly projections: readonly AnyProjection[];
  readonly entities: readonly EntitySchema[];
  readonly messages?: readonly Catalogue[];
  readonly clock?: Clock;
}

/** The log and the policy, as the composed product provides them. */
const logModule = (store: EventStore): Type => {
  const stageable = new StageableStore(store);
  @Global()
  @Module({
    providers: [
      { provide: EVENT_STORE, useValue: stageable },
      { provide: StageableStore, useValue: stageable },
      { provide: EventSchemas, useValue: new EventSchemas() },
      PolicyReader,
    ],
    exports: [EVENT_STORE, StageableStore, EventSchemas, PolicyReader],
  })
  class LogModule {}
  return LogModule;
};

/** Controllers over read models that follow a real log, on a database of their own, with real sign-in. */
export class ReadModelApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly log: TestLog,
    readonly url: string,
    private readonly models: readonly string[],
    private readonly end: () => Promise<void>,
  ) {}

  static async start(parts: ReadModelAppParts): Promise<ReadModelApp> {
    const { module, projections, entities, messages = [], clock = new SystemClock() } = parts;
    const testDatabase = await createTestDatabase();
    const config = loadConfig({ DATABASE_URL: testDatabase.url, COOKIE_SECURE: 'false' });
    const database = await Database.open({ config, role: 'owner', log: silent });
    const log = await TestLog.open(testDatabase.url);
    const schemas = new EventSchemas();
    @Module({
      imports: [
        ConfigModule.of(config),
        ClockModule.of(clock),
        DatabaseModule.of({
          database,
          log: silent,
          applicationName: 'spec',
          entities: [...authEntities, ...entities],
          migrations: [Accounts1700000000100, ExportLog1700000000300, ExportLevel1700000000600],
        }),
        TelemetryModule,
        HttpModule.of([authMessages, ...messages]),
        AuthModule.of(),
        logModule(log.store),
        ProjectionModule.registerAsync({
          inject: [PG_POOL],
          useFactory: (pool: Pool) => ({ store: log.store, schemas, pool, projections, follow: true }),
        }),
        module,
      ],
    })
    class TestModule {}
    const app = await createHttpApp(TestModule, config, false);
    await app.listen(0, '127.0.0.1');
    const end = async (): Promise<void> => {
      await app.close();
      await log.close();
      await testDatabase.drop();
    };
    const models = projections.map(({ name }) => name);
    return new ReadModelApp(app, log, await app.getUrl(), models, end);
  }

  /** Puts events into the log and waits until every read model has them. */
  async given(events: readonly GivenEvent[]): Promise<void> {
    for (const event of events) {
      const { on = '2024-01-20', stream = 'stream', at = `${on}T04:00:00.000Z` } = event.circumstances;
      await this.log.append(stream, { ...event, circumstances: { ...event.circumstances, at } });
    }
    const head = await this.log.store.head();
    const reached = await this.app.get(ReadModelProgress).waitFor(this.models, head, 20_000);
    if (!reached) throw new Error('the read models did not come to the head of the log');
  }

  /** Somebody signed in, who holds a role. */
  async as(role: Role, unit?: string): Promise<HttpClient> {
    const dataSource = this.app.get(DataSource);
    const [person, account] = [randomUUID(), randomUUID()];
    await dataSource.getRepository(PersonEntity).insert({ id: person, name: `${role} ${unit ?? ''}`.trim() });
    await dataSource.getRepository(AccountEntity).insert({
      id: account,
      login: `user-${account}`,
      passwordHash: 'none',
      person,
      disabled: false,
      mustChangePassword: false,
    });
    const grant: Pick<Grant, 'role' | 'from' | 'standIn'> = { role, from: '2020-01-01', standIn: false };
    await dataSource.getRepository(GrantEntity).insert({ id: randomUUID(), account, unit: unit ?? null, ...grant });
    const { token } = await this.app.get(Sessions).open(account);
    return new HttpClient(this.url, { Authorization: `Bearer ${token}` });
  }

  close(): Promise<void> {
    return this.end();
  }
}
