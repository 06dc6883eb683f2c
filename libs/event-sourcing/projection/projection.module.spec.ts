import { Test } from '@nestjs/testing';
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
});
