import { Controller, Get } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { ProjectionModule } from '#event-sourcing/projection/projection.module.js';
import { LONG_WAY } from '#event-sourcing/projection/settings.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { event } from '#event-sourcing/testing/given-event.js';
import { journal } from '#event-sourcing/testing/sample-projections.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { PG_POOL } from '../database/database.module.js';
import { startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { createTestDatabase } from '../testing/test-database.js';
import type { TestDatabase } from '../testing/test-database.js';
import { Public } from './access.js';
import { Reads } from './read-query.js';

@Controller()
class SomeController {
  @Get('journal')
  @Reads('journal')
  @Public()
  journal(): object {
    return { items: [] };
  }

  @Get('other')
  @Public()
  other(): object {
    return { fine: true };
  }
}

let app: TestApp | undefined;
let logDatabase: TestDatabase | undefined;
let log: TestLog | undefined;
let open = (): void => undefined;

beforeAll(async () => {
  logDatabase = await createTestDatabase();
  log = await TestLog.open(logDatabase.url);
  for (let n = 0; n < LONG_WAY; n += 500) {
    await log.append('a', ...Array.from({ length: 500 }, () => event('Noted', { tally: 'x', words: freeText('w') })));
  }
  const { store } = log;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const rebuild = async (models: readonly string[]): Promise<void> => {
    await opened;
    for (const model of models) await app?.app.get(ProjectionEngine).rebuild(model);
  };
  app = await startTestApp({
    imports: [
      CqrsModule.forRoot(),
      ProjectionModule.registerAsync({
        inject: [PG_POOL],
        useFactory: (pool) => ({
          store,
          pool,
          schemas: new EventSchemas(),
          projections: [journal],
          follow: true,
          heavyWork: { rebuild },
        }),
      }),
    ],
    controllers: [SomeController],
    providers: [{ provide: EVENT_STORE, useValue: store }],
  });
}, 60_000);

afterAll(async () => {
  open();
  await app?.close();
  await log?.close();
  await logDatabase?.drop();
});

it('given a read model that is being built, then its routes say so, others answer, and it ends by itself', async () => {
  const building = await app?.anonymous.get('/api/v1/journal', { 'Accept-Language': 'en' });
  expect(building?.status).toBe(503);
  expect(building?.headers.get('Retry-After')).toBe('2');
  expect(building?.body).toMatchObject({
    code: 'read-model-building',
    detail: expect.stringContaining('being rebuilt'),
    readModel: { model: 'journal', ordinal: 0 },
  });
  expect((await app?.anonymous.get('/api/v1/other'))?.status).toBe(200);

  open();
  const head = await log?.store.head();
  if (head === undefined) throw new Error('a log');
  await app?.app.get(ReadModelProgress).waitFor(['journal'], head, 20_000);
  expect((await app?.anonymous.get('/api/v1/journal'))?.status).toBe(200);
});
