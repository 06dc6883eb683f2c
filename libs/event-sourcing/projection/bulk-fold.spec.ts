import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event, type GivenEvent } from '../testing/given-event.js';
import { journal, tallies } from '../testing/sample-projections.js';
import { ProjectionFixture, type TestEngine } from '../testing/test-engine.js';
import { EventFailed } from './failures.js';

/** Tallies that come back again and again, with some that are cleared, and a note now and then. */
const someEvents = (count: number): GivenEvent[] =>
  Array.from({ length: count }, (_, n) => {
    const tally = `t${String((n * 7919) % 700)}`;
    if (n % 11 === 0) return event('Noted', { tally, words: freeText(`note ${String(n)}`) });
    if (n % 13 === 0) return event('Moved', { from: tally, to: `t${String(n % 700)}`, amount: 1 });
    return n % 17 === 0 ? event('Cleared', { tally }) : event('Counted', { tally, amount: n });
  });

describe('given a log that is folded in one pass for several read models', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
  });

  afterEach(async () => {
    await fixture.close();
    await database.drop();
  });

  const append = async (events: readonly GivenEvent[]): Promise<void> => {
    for (let n = 0; n < events.length; n += 500) await fixture.log.append('a', ...events.slice(n, n + 500));
  };

  const digestsOf = async ({ engine }: TestEngine): Promise<unknown> => [
    await engine.digest('tallies'),
    await engine.digest('journal'),
  ];

  it('then rows that were written out and came back are as those that stayed in memory', async () => {
    await append(someEvents(6_500));
    const roomy = fixture.engine([tallies, journal]);
    await roomy.engine.rebuild('all');
    const expected = await digestsOf(roomy);
    const narrow = fixture.engine([tallies, journal], { rowsBytes: 20_000 });
    expect(await narrow.engine.verify('all')).toMatchObject([{ equal: true }, { equal: true }]);
    await narrow.engine.rebuild('all');
    expect(await digestsOf(narrow)).toEqual(expected);
  });

  it('then tables and indexes are as those of a model that was never rebuilt', async () => {
    const indexes = async (): Promise<unknown> =>
      (
        await engine.pool.query(
          `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname IN ('tallies_v1', 'journal_v1') ORDER BY 1`,
        )
      ).rows;
    const engine = fixture.engine([tallies, journal]);
    await append(someEvents(10));
    engine.engine.start();
    await engine.untilCaughtUp('tallies');
    await engine.untilCaughtUp('journal');
    const before = await indexes();
    expect(before).toHaveLength(5);
    expect(JSON.stringify(before)).toContain(
      `(times) INCLUDE (\\"firstOn\\", open) WHERE (tally = ANY (ARRAY['x'::text, 'y''s'::text]))`,
    );
    await engine.engine.rebuild('all');
    expect(await indexes()).toEqual(before);
  });

  it('then an event that one model cannot take stops that model alone', async () => {
    await append([
      event('Noted', { tally: 'x', words: freeText('before') }),
      event('Cursed', { tally: 'x' }),
      event('Noted', { tally: 'x', words: freeText('after') }),
    ]);
    const { engine, pool } = fixture.engine([tallies, journal]);
    await expect(engine.rebuild('all')).rejects.toThrow(EventFailed);
    expect(await engine.digest('journal')).toMatchObject({ rows: 2 });
    expect(await engine.digest('tallies')).toMatchObject({ rows: 0 });
    const verified = await engine.verifyEach(['journal']);
    expect(verified).toMatchObject([{ verdict: { equal: true, ordinal: 4 } }]);
    const left = await pool.query(`SELECT nspname FROM pg_namespace WHERE nspname ~ '_(rebuild|verify|old)$'`);
    expect(left.rows).toEqual([]);
  });

  it('then values that cannot be stored stop it too, and the event is named', async () => {
    await append([event('Counted', { tally: 'x', amount: 1 }), event('Counted', { tally: 'x', amount: 0.5 })]);
    const { engine } = fixture.engine([tallies, journal]);
    await expect(engine.rebuild('all')).rejects.toMatchObject({ stream: 'a', revision: 1, type: 'Counted' });
  });

  it('then an event that nobody can read stops only those who would have to', async () => {
    await append([event('Counted', { tally: 'x', amount: 1 }), event('Noted', { tally: 'x', words: freeText('one') })]);
    const decode = (): never => {
      throw new Error('of a version that nobody knows');
    };
    const ignorant = { ...journal, handlers: {} };
    const { engine } = fixture.engine([tallies, ignorant], { schemas: { decode } });
    await expect(engine.rebuild('all')).rejects.toMatchObject({ stream: 'a', revision: 0 });
    expect((await engine.status()).find(({ model }) => model === 'journal')).toMatchObject({ ordinal: 3 });
  });
});
