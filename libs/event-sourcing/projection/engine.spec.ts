import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event } from '../testing/given-event.js';
import { journal, tallies } from '../testing/sample-projections.js';
import { ProjectionFixture, type TestEngine } from '../testing/test-engine.js';
import type { TestLog } from '../testing/test-log.js';
import type { AnyProjection } from './projection.js';

describe('given a log that read models follow', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;
  let log: TestLog;

  const open = (...projections: AnyProjection[]): TestEngine =>
    fixture.engine(projections.length === 0 ? [tallies, journal] : projections);

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
    log = fixture.log;
  });

  afterEach(async () => {
    await fixture.close();
    await database.drop();
  });

  it('then what happened before and after the start stands in the rows', async () => {
    await log.append('a', event('Counted', { tally: 'x', amount: 2 }, { on: '2024-03-01' }));
    const projector = open();
    projector.engine.start();
    await projector.untilCaughtUp('tallies');
    await log.append('b', event('Counted', { tally: 'x', amount: 3 }, { on: '2024-02-01' }));
    await log.append(
      'b',
      event('Moved', { from: 'x', to: 'y', amount: 1 }),
      event('Noted', { tally: 'y', words: freeText('党建') }),
    );
    const status = await projector.untilCaughtUp('tallies');

    expect(status).toMatchObject({ ordinal: 5, headOrdinal: 5, lag: 0, lagMs: 0, state: 'running', active: true });
    expect(await projector.rowsOf('tallies')).toMatchObject([
      { tally: 'x', total: '4', times: 2 },
      { tally: 'y', total: '1', words: ['党建'] },
    ]);
  });

  it('then the checkpoint passes events that a model ignores', async () => {
    const projector = open();
    projector.engine.start();
    const { position } = await log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    expect(await projector.untilCaughtUp('journal')).toMatchObject({ position, ordinal: 2 });
    expect(await projector.rowsOf('journal')).toEqual([]);
  });

  it('then a row that is cleared is gone, and may come again', async () => {
    const projector = open();
    projector.engine.start();
    await log.append('a', event('Counted', { tally: 'x', amount: 2 }), event('Cleared', { tally: 'x' }));
    await projector.untilCaughtUp('tallies');
    expect(await projector.rowsOf('tallies')).toEqual([]);
    await log.append('a', event('Counted', { tally: 'x', amount: 5 }));
    await projector.untilCaughtUp('tallies');
    expect(await projector.rowsOf('tallies')).toMatchObject([{ tally: 'x', total: '5', times: 1 }]);
  });

  it('then rows read back fold on as rows kept in memory do', async () => {
    const first = open();
    first.engine.start();
    await log.append(
      'a',
      event('Counted', { tally: 'x', amount: 2 }),
      event('Noted', { tally: 'x', words: freeText('a "b" \\ c,{}') }),
    );
    await first.untilCaughtUp('tallies');
    await first.engine.stop();

    const second = open();
    second.engine.start();
    await log.append(
      'a',
      event('Noted', { tally: 'x', words: freeText('习') }),
      event('Counted', { tally: 'x', amount: 1 }),
    );
    await second.untilCaughtUp('tallies');
    expect(await second.engine.verify('all')).toMatchObject([{ equal: true }, { equal: true }]);
    expect(await second.rowsOf('tallies')).toMatchObject([{ words: ['a "b" \\ c,{}', '习'], total: '3', times: 2 }]);
  });

  describe('when an event cannot be folded', () => {
    it('then its model stops right before it, loudly, and the others go on', async () => {
      const projector = open();
      projector.engine.start();
      const before = await log.append('a', event('Counted', { tally: 'x', amount: 2 }));
      await log.append('a', event('Cursed', { tally: 'x' }), event('Noted', { tally: 'x', words: freeText('after') }));

      const stopped = await projector.until('tallies', ({ state }) => state === 'stopped');
      expect(stopped).toMatchObject({
        position: before.position,
        ordinal: 2,
        lag: 2,
        error: { code: 'event-failed', message: 'cannot be counted', stream: 'a', revision: 1, type: 'Cursed' },
      });
      expect(projector.alarms).toMatchObject([{ model: 'tallies', stream: 'a', revision: 1, code: 'event-failed' }]);
      await projector.untilCaughtUp('journal');
      expect(await projector.rowsOf('journal')).toHaveLength(1);
    });

    it('then it is not tried again before a start with a fold that can', async () => {
      const projector = open();
      projector.engine.start();
      await log.append('a', event('Cursed', { tally: 'x' }));
      await projector.until('tallies', ({ state }) => state === 'stopped');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(projector.alarms).toHaveLength(1);
      await projector.close();

      const { Cursed: _, ...handlers } = tallies.handlers;
      const healed = open({ ...tallies, handlers }, journal);
      healed.engine.start();
      expect(await healed.untilCaughtUp('tallies')).toMatchObject({ error: null });
    });

    it('then values that the database refuses stop it as well', async () => {
      const projector = open();
      projector.engine.start();
      await log.append('a', event('Counted', { tally: 'x', amount: 1 }), event('Counted', { tally: 'x', amount: 0.5 }));
      const stopped = await projector.until('tallies', ({ state }) => state === 'stopped');
      expect(stopped).toMatchObject({ ordinal: 2, error: { code: 'event-failed', stream: 'a', revision: 1 } });
      await projector.untilCaughtUp('journal');
    });
  });

  describe('when the log is not the one that was read', () => {
    it('then the model stops', async () => {
      const projector = open(tallies);
      await log.append('a', event('Counted', { tally: 'x', amount: 1 }));
      projector.engine.start();
      await projector.untilCaughtUp('tallies');
      await projector.engine.stop();
      await projector.pool.query(`UPDATE projections.checkpoints SET log_id = 'another'`);
      projector.engine.start();
      expect(await projector.until('tallies', ({ state }) => state === 'stopped')).toMatchObject({
        error: { code: 'log-mismatch' },
      });
    });

    it('then it is seen by the event that stands at the checkpoint too', async () => {
      const projector = open(tallies);
      await log.append('a', event('Counted', { tally: 'x', amount: 1 }));
      projector.engine.start();
      await projector.untilCaughtUp('tallies');
      await projector.engine.stop();
      await projector.pool.query(`UPDATE projections.checkpoints SET last_event_id = gen_random_uuid()::text`);
      projector.engine.start();
      expect(await projector.until('tallies', ({ state }) => state === 'stopped')).toMatchObject({
        ordinal: 2,
        error: { code: 'log-mismatch' },
      });
      await log.append('a', event('Counted', { tally: 'x', amount: 1 }));
      expect(await projector.rowsOf('tallies')).toMatchObject([{ total: '1' }]);
    });
  });

  it('then other columns under the same version stop the model until it is rebuilt', async () => {
    const projector = open(journal);
    await log.append('a', event('Noted', { tally: 'x', words: freeText('one') }));
    projector.engine.start();
    await projector.untilCaughtUp('journal');
    await projector.close();

    const changed = { ...journal, columns: { ...journal.columns, words: { type: 'text[]' as const } }, handlers: {} };
    const other = open(changed);
    other.engine.start();
    expect(await other.until('journal', ({ state }) => state === 'stopped')).toMatchObject({
      error: { code: 'layout-changed' },
    });
    await other.engine.rebuild('journal');
    await other.untilCaughtUp('journal');
    expect(await other.rowsOf('journal')).toEqual([]);
  });
});
