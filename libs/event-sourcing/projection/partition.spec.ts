import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { event, type GivenEvent } from '../testing/given-event.js';
import { shares, sharesByTally } from '../testing/sample-projections.js';
import { ProjectionFixture } from '../testing/test-engine.js';
import { selectByKeys } from './keys-wanted.js';
import type { AnyProjection } from './projection.js';
import { InvalidProjection } from './schema.js';

const { partition: _, ...whole } = shares;
/** The same in one table. */
const undivided = { ...whole, name: 'undivided' };

const someEvents = (count: number, from = 0): GivenEvent[] =>
  Array.from({ length: count }, (_each, n) => {
    const tally = `t${String(((from + n) * 7919) % 300)}`;
    return n % 7 === 3 ? event('Cleared', { tally }) : event('Counted', { tally, amount: n });
  });

describe('given a read model that is divided into parts', () => {
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

  const append = async (count: number, from = 0): Promise<void> => {
    for (let n = 0; n < count; n += 500) {
      await fixture.log.append(`s${String(n % 3)}`, ...someEvents(500, from + n));
    }
  };

  const bothDigests = async (): Promise<unknown[]> => {
    const { engine } = fixture.engine([shares, undivided]);
    return [await engine.digest('shares'), await engine.digest('undivided')];
  };

  const expectSameAsUndivided = async (): Promise<void> => {
    const { engine, pool } = fixture.engine([shares, undivided]);
    expect(await engine.verify('all')).toMatchObject([{ equal: true }, { equal: true }]);
    const [divided, plain] = await bothDigests();
    expect(divided).toEqual(plain);
    const { rows } = await pool.query<{ part: string }>(
      `SELECT DISTINCT tableoid::regclass::text AS part FROM shares_v1.shares ORDER BY 1`,
    );
    expect(rows.map(({ part }) => part)).toEqual([0, 1, 2, 3, 4].map((nth) => `shares_v1.shares_${String(nth)}`));
  };

  const indexes = async (): Promise<readonly unknown[]> => {
    const { pool } = fixture.engine([shares]);
    const text = `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'shares_v1' ORDER BY 1`;
    return (await pool.query(text)).rows;
  };

  it('then it is followed live, also by the next process, as in one table', async () => {
    await append(500);
    for (const from of [0, 77]) {
      const projector = fixture.engine([shares, undivided], { batchSize: 50 });
      projector.engine.start();
      await projector.untilCaughtUp('shares');
      await append(500, from);
      await projector.untilCaughtUp('shares');
      await projector.untilCaughtUp('undivided');
      await projector.engine.stop();
    }
    await expectSameAsUndivided();
  });

  it('then a rebuild, whose rows go out and come back, makes the same rows, parts and indexes', async () => {
    await append(2_000);
    const projector = fixture.engine([shares, undivided], { rowsBytes: 5_000 });
    projector.engine.start();
    await projector.untilCaughtUp('shares');
    const before = { digests: await bothDigests(), indexes: await indexes() };
    // Two of the whole table, and two of each part.
    expect(before.indexes).toHaveLength(12);
    await projector.pool.query('UPDATE shares_v1.shares SET total = 0');
    await projector.engine.rebuild('all');
    expect({ digests: await bothDigests(), indexes: await indexes() }).toEqual(before);
    await append(500, 5);
    await projector.untilCaughtUp('shares');
    await projector.untilCaughtUp('undivided');
    await expectSameAsUndivided();
  });

  it('then a new version takes its place, divided otherwise, and the old one can be dropped', async () => {
    await append(500);
    const old = fixture.engine([undivided, shares]);
    old.engine.start();
    await old.untilCaughtUp('shares');
    await old.engine.stop();
    const next = fixture.engine([undivided, { ...shares, version: 2, partition: { ...sharesByTally, parts: 2 } }]);
    next.engine.start();
    await next.until('shares', ({ serving, lag }) => serving && lag === 0);
    expect((await next.engine.digest('shares')).digest).toBe((await old.engine.digest('shares')).digest);
    expect(await next.engine.dropOld('shares')).toEqual([{ model: 'shares', version: 1 }]);
    expect(await next.rowsOf('shares')).not.toEqual([]);
  });

  it('then rows are looked for in their own part alone', async () => {
    await append(500);
    const projector = fixture.engine([shares]);
    projector.engine.start();
    await projector.untilCaughtUp('shares');
    const scanned = async (projection: AnyProjection): Promise<number> => {
      const { text, values } = selectByKeys(projection, 'shares_v1.shares', ['s0/t1']);
      const plan = await projector.pool.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`,
        [...values],
      );
      const lines = plan.rows.map((row) => row['QUERY PLAN']);
      return lines.filter((line) => /on shares_\d/.test(line) && !line.includes('never executed')).length;
    };
    await projector.pool.query('ANALYZE shares_v1.shares');
    expect(await scanned(shares)).toBe(1);
    // Where the key alone is known, each of them is.
    expect(await scanned(whole)).toBe(5);
  });

  it('then a row that its key leads past stops it', async () => {
    const misled = { ...shares, partition: { ...sharesByTally, of: () => 't1' } };
    const projector = fixture.engine([misled]);
    projector.engine.start();
    await fixture.log.append(
      's',
      event('Counted', { tally: 't1', amount: 1 }),
      event('Counted', { tally: 't2', amount: 1 }),
    );
    expect(await projector.until('shares', ({ state }) => state === 'stopped')).toMatchObject({
      ordinal: 2,
      error: { code: 'event-failed', message: 'shares: the row of key s/t2 says tally t2, its key t1' },
    });
  });

  it.each([
    ['by a number', { by: 'total' as const }],
    ['by its key', { by: 'share' as const }],
    ['into one', { parts: 1 }],
    ['into too many', { parts: 257 }],
  ])('then one that is divided %s is refused', (_case, wrong) => {
    expect(() => fixture.engine([{ ...shares, partition: { ...sharesByTally, ...wrong } }])).toThrow(InvalidProjection);
  });
});
