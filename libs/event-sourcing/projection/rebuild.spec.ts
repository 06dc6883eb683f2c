import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event } from '../testing/given-event.js';
import { journal, tallies } from '../testing/sample-projections.js';
import { ProjectionFixture, type TestEngine } from '../testing/test-engine.js';
import { UnknownReadModel } from './engine.js';
import { EventFailed } from './failures.js';
import type { FoldProgress } from './fold-progress.js';
import { tryLock } from './lock.js';
import { AlreadyAtWork } from './scratch.js';

describe('given a read model and its log', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;
  let live: TestEngine;

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
    live = fixture.engine([tallies, journal]);
    live.engine.start();
    await fixture.log.append(
      'a',
      event('Counted', { tally: 'x', amount: 2 }),
      event('Counted', { tally: 'y', amount: 3 }),
      event('Noted', { tally: 'x', words: freeText('one') }),
    );
    await live.untilCaughtUp('tallies');
    await live.untilCaughtUp('journal');
  });

  afterEach(async () => {
    await fixture.close();
    await database.drop();
  });

  const damage = (statement: string): Promise<unknown> => live.pool.query(statement);
  const schemas = async (): Promise<unknown[]> =>
    (await live.pool.query(`SELECT nspname FROM pg_namespace WHERE nspname ~ '^(tallies|journal)' ORDER BY 1`)).rows;

  it('then a model as the log says is equal', async () => {
    const [verdict] = await live.engine.verify('tallies');
    expect(verdict).toMatchObject({ model: 'tallies', version: 1, equal: true, ordinal: 4, rows: 2 });
    expect(verdict?.digest).toBe(verdict?.expectedDigest);
    expect(verdict?.difference).toBeUndefined();
    expect((await live.engine.digest('tallies')).digest).toBe(verdict?.digest);
  });

  it.each([
    [`UPDATE tallies_v1.tallies SET times = 9 WHERE tally = 'y'`, { key: 'y', column: 'times', live: 9, log: 1 }],
    [
      `UPDATE tallies_v1.tallies SET last = '{"type": "Counted", "tags": ["z"]}' WHERE tally = 'x'`,
      { key: 'x', column: 'last' },
    ],
    [`DELETE FROM tallies_v1.tallies WHERE tally = 'x'`, { key: 'x', log: expect.objectContaining({ tally: 'x' }) }],
    [
      `INSERT INTO tallies_v1.tallies SELECT 'xx', total, times, open, "firstOn", "lastAt", words, amounts, last
         FROM tallies_v1.tallies LIMIT 1`,
      { key: 'xx', live: expect.objectContaining({ tally: 'xx' }) },
    ],
  ])('then the first difference is named after %s', async (statement, difference) => {
    await damage(statement);
    const [verdict] = await live.engine.verify('tallies');
    expect(verdict).toMatchObject({ equal: false, difference });
    expect(Object.keys(verdict?.difference ?? {})).toEqual(expect.arrayContaining(Object.keys(difference)));
  });

  it('then a rebuild makes it as the log says, from another process, and the live one goes on', async () => {
    await damage(`UPDATE tallies_v1.tallies SET total = 99`);
    const shell = fixture.engine([tallies, journal]);
    const told: FoldProgress[] = [];
    expect(await shell.engine.rebuild('all', (progress) => told.push(progress))).toMatchObject([
      { model: 'tallies', version: 1, ordinal: 4 },
      { model: 'journal', version: 1, ordinal: 4 },
    ]);
    expect(told).toMatchObject([{ models: ['tallies', 'journal'], ordinal: 4, total: 4 }]);
    await fixture.log.append('b', event('Counted', { tally: 'x', amount: 5 }));
    await live.untilCaughtUp('tallies');
    expect(await live.rowsOf('tallies')).toMatchObject([{ total: '7' }, { total: '3' }]);
    expect(await live.engine.verify('tallies')).toMatchObject([{ equal: true, ordinal: 5 }]);
    expect(await schemas()).toEqual([{ nspname: 'journal_v1' }, { nspname: 'tallies_v1' }]);
  });

  it('then an idle live model steps back at the swap, and does not fold on rows that are gone', async () => {
    const epoch = async (): Promise<number> => {
      const text = `SELECT epoch FROM projections.checkpoints WHERE model = 'tallies'`;
      return Number((await live.pool.query<{ epoch: string }>(text)).rows[0]?.epoch);
    };
    await damage(`DELETE FROM tallies_v1.tallies`);
    const before = await epoch();
    await live.engine.rebuild('tallies');
    // One for the swap, and one when the live one takes it over, without any event.
    for (let looks = 0; looks < 100 && (await epoch()) < before + 2; looks += 1) await sleep(50);
    expect(await epoch()).toBe(before + 2);
    await fixture.log.append('b', event('Counted', { tally: 'y', amount: 1 }));
    await live.untilCaughtUp('tallies');
    expect(await live.rowsOf('tallies')).toMatchObject([{ total: '2' }, { total: '4' }]);
  });

  it('then a model that stopped runs again after a rebuild that can fold', async () => {
    await fixture.log.append('a', event('Cursed', { tally: 'x' }));
    await live.until('tallies', ({ state }) => state === 'stopped');
    await expect(live.engine.rebuild('tallies')).rejects.toThrow(EventFailed);
    expect(await live.statusOf('tallies')).toMatchObject({ state: 'stopped', ordinal: 4 });
    await live.close();

    const { Cursed: _, ...handlers } = tallies.handlers;
    const healed = fixture.engine([{ ...tallies, handlers }]);
    await healed.engine.rebuild('tallies');
    expect(await healed.statusOf('tallies')).toMatchObject({ state: 'running', ordinal: 5, error: null });
  });

  it('then what a killed rebuild left behind is removed by the next', async () => {
    await damage(
      'CREATE SCHEMA tallies_v1_rebuild; CREATE TABLE tallies_v1_rebuild.tallies (); CREATE SCHEMA tallies_v1_old',
    );
    await live.engine.rebuild('tallies');
    expect(await schemas()).toEqual([{ nspname: 'journal_v1' }, { nspname: 'tallies_v1' }]);
  });

  it('then two at once are refused, and so is a model that nobody knows', async () => {
    const client = await live.pool.connect();
    await tryLock(client, 'tallies_v1:scratch');
    await expect(live.engine.rebuild('tallies')).rejects.toThrow(AlreadyAtWork);
    await expect(live.engine.verify('tallies')).rejects.toThrow(AlreadyAtWork);
    client.release(true);
    await expect(live.engine.rebuild('other')).rejects.toThrow(UnknownReadModel);
  });
});
