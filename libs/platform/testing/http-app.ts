import { Module } from '@nestjs/common';
import type { DynamicModule, LoggerService, Provider, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MigrationInterface } from 'typeorm';
import { Clock } from '#time/clock.js';
import { authEntities } from '../auth/entities.js';
import { authMessages } from '../auth/auth-messages.js';
import { AuthModule } from '../auth/auth.module.js';
import { FirstAdmin } from '../auth/first-admin.js';
import { Accounts1700000000100 } from '../auth/schema-migration.js';
import type { SessionClock } from '../auth/session-clock.js';
import { ClockModule } from '../clock/clock.module.js';
import { ConfigModule } from '../config/config.module.js';
import { loadConfig } from '../config/load-config.js';
import type { Environment } from '../config/load-config.js';
import { DatabaseModule } from '../database/database.module.js';
import { Database } from '../database/database.js';
import { createHttpApp } from '../http/http-app.js';
import { HttpModule } from '../http/http.module.js';
import { serveOpenApi } from '../http/open-api.js';
import type { Catalogue } from '../http/messages.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { HttpClient } from './http-client.js';
import { createTestDatabase } from './test-database.js';

export interface TestAppParts {
  readonly imports?: readonly (Type | DynamicModule)[];
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
  /** Of schema `app`, besides those of accounts. */
  readonly entities?: readonly Type[];
  readonly migrations?: readonly Type<MigrationInterface>[];
  readonly messages?: readonly Catalogue[];
  readonly environment?: Environment;
  readonly clock?: Clock;
  readonly sessionClock?: SessionClock;
  readonly logger?: LoggerService;
}

/** The platform with some controllers, listening, on a database of its own. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly databaseUrl: string;
  /** Signed in as nobody. */
  readonly anonymous: HttpClient;
  /** Signed in as the first administrator. */
  readonly admin: HttpClient;
  /** The same in a new session. */
  signInAdmin(): Promise<HttpClient>;
  close(): Promise<void>;
}

/** A clock that stands still where it is put. */
export class FixedClock extends Clock {
  constructor(public instant: Date) {
    super();
  }
  now(): Date {
    return this.instant;
  }
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function startTestApp(parts: TestAppParts = {}): Promise<TestApp> {
  const testDatabase = await createTestDatabase();
  const environment = { DATABASE_URL: testDatabase.url, COOKIE_SECURE: 'false', ...parts.environment };
  const config = loadConfig(environment);
  const database = await Database.open({ config, role: 'owner', log: silent });

  @Module({
    imports: [
      ConfigModule.of(config),
      ClockModule.of(parts.clock ?? new FixedClock(new Date('2024-03-01T02:00:00Z'))),
      DatabaseModule.of({
        database,
        log: silent,
        applicationName: 'spec',
        entities: [...authEntities, ...(parts.entities ?? [])],
        migrations: [Accounts1700000000100, ...(parts.migrations ?? [])],
      }),
      TelemetryModule,
      HttpModule.of([authMessages, ...(parts.messages ?? [])]),
      AuthModule.of(parts.sessionClock === undefined ? {} : { sessionClock: parts.sessionClock }),
      ...(parts.imports ?? []),
    ],
    controllers: [...(parts.controllers ?? [])],
    providers: [...(parts.providers ?? [])],
  })
  class TestModule {}

  try {
    const app = await createHttpApp(TestModule, config, parts.logger ?? false);
    serveOpenApi(app);
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const close = async () => {
      await app.close();
      await testDatabase.drop();
    };
    const first = await app.get(FirstAdmin).make();
    const anonymous = new HttpClient(url);
    const signInAdmin = () => anonymous.signIn(first?.login ?? '', first?.password ?? '');
    return { app, url, databaseUrl: testDatabase.url, anonymous, admin: await signInAdmin(), signInAdmin, close };
  } catch (error) {
    await database.close();
    await testDatabase.drop();
    throw error;
  }
}
