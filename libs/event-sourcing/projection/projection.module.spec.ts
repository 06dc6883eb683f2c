import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { EventSchemas } from '../schemas.js';
import { event } from '../testing/given-event.js';
import { TestLog } from '../testing/test-log.js';
import { tallies } from '../testing/sample-projections.js';
import { ProjectionEngine } from './engine.js';
import { ReadModelProgress } from './progress.js';
import { ProjectionModule } from './projection.module.js';

describe('given an application with read models', () => {
  it.each([
    { follow: true, reached: true },
    { follow: false, reached: false },
  ])('when it is told to keep them ($follow), then it does so from start to stop', async ({ follow, reached }) => {
    const database = await createTestDatabase();
    const log = await TestLog.open(database.url);
    const pool = new pg.Pool({ connectionString: database.url });
    const module = await Test.createTestingModule({
      imports: [
        ProjectionModule.registerAsync({
          useFactory: () => ({ projections: [tallies], follow, store: log.store, schemas: new EventSchemas(), pool }),
        }),
      ],
    }).compile();
    await module.init();

    const { position } = await log.append('a', event('Counted', { tally: 'x', amount: 1 }));
    expect(await module.get(ReadModelProgress).waitFor(['tallies'], position, reached ? 10_000 : 200)).toBe(reached);
    expect(await module.get(ProjectionEngine).status()).toHaveLength(reached ? 1 : 0);

    await module.close();
    // Nothing holds a connection any more.
    expect(pool.idleCount).toBe(pool.totalCount);
    await pool.end();
    await log.close();
    await database.drop();
  });

  it('when a version with the same columns is new, then nobody is told that it is being built', async () => {
    const database = await createTestDatabase();
    const log = await TestLog.open(database.url);
    const pool = new pg.Pool({ connectionString: database.url });
    const started = async (version: number): Promise<TestingModule> => {
      const projections = [{ ...tallies, version }];
      const settings = { projections, follow: true, store: log.store, schemas: new EventSchemas(), pool };
      const imports = [ProjectionModule.registerAsync({ useFactory: () => settings })];
      const module = await Test.createTestingModule({ imports }).compile();
      await module.init();
      return module;
    };
    const { position } = await log.append('a', event('Counted', { tally: 'x', amount: 1 }));
    const old = await started(1);
    expect(await old.get(ReadModelProgress).waitFor(['tallies'], position, 10_000)).toBe(true);

    const next = await started(2);
    expect(next.get(ReadModelProgress).building(['tallies'])).toBeUndefined();

    await next.close();
    await old.close();
    await pool.end();
    await log.close();
    await database.drop();
  });
});
