import { DataSource } from 'typeorm';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event } from '../testing/given-event.js';
import { tallies } from '../testing/sample-projections.js';
import { ProjectionFixture } from '../testing/test-engine.js';
import { entityOf } from './entity.js';

describe('given a read model, when it is read through TypeORM', () => {
  it('then rows look as the folds made them', async () => {
    const database = await createTestDatabase();
    const fixture = await ProjectionFixture.open(database.url);
    const entity = entityOf(tallies);
    const dataSource = new DataSource({ type: 'postgres', url: database.url, entities: [entity], synchronize: false });
    try {
      const at = '2024-01-20T08:09:10.123Z';
      await fixture.log.append(
        'a',
        event('Counted', { tally: 'x', amount: 2 }, { on: '2024-01-01', at }),
        event('Noted', { tally: 'x', words: freeText('党建') }),
      );
      const projector = fixture.engine([tallies]);
      projector.engine.start();
      await projector.untilCaughtUp('tallies');
      await dataSource.initialize();

      const rows = dataSource.getRepository(entity);
      expect(await rows.findOneBy({ tally: 'x', firstOn: '2024-01-01', lastAt: at, total: 2 })).toEqual({
        tally: 'x',
        total: 2,
        times: 1,
        open: true,
        firstOn: '2024-01-01',
        lastAt: at,
        words: ['党建'],
        amounts: [2],
        last: { type: 'Counted', tags: [] },
      });
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
      await fixture.close();
      await database.drop();
    }
  });
});
