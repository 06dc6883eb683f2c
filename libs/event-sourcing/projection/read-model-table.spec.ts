import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { tallies, type TallyRow } from '../testing/sample-projections.js';
import type { Position } from '../event.js';
import { acquireCheckpoint, type Checkpoint, type Reached } from './checkpoints.js';
import { prepareReadModel } from './prepare-read-model.js';
import { ReadModelTable } from './read-model-table.js';

const row = (some: Partial<TallyRow>): TallyRow & Record<string, unknown> => ({
  tally: 'x',
  total: 9_007_199_254_740_991,
  times: -2_147_483_648,
  open: false,
  firstOn: '0999-12-31',
  lastAt: '2024-01-20T08:09:10.120Z',
  amounts: [1, -2_147_483_648, 2_147_483_647, 0],
  words: ['党建', 'a "b" \\ {c},d', '', 'NULL', '\n'],
  last: { type: '2', tags: ['1', '"'] },
  ...some,
});

const reached = (position: string): Reached => ({
  position: position as Position,
  ordinal: Number(position),
  lastEventId: `event-${position}`,
});

describe('given the table of a read model', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let table: ReadModelTable;
  let held: Checkpoint;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    await prepareReadModel(pool, tallies, 'log-1');
    table = new ReadModelTable(tallies, 'tallies_v1');
  });

  beforeEach(async () => {
    await pool.query('DELETE FROM tallies_v1.tallies; UPDATE projections.checkpoints SET position = NULL');
    const acquired = await acquireCheckpoint(pool, tallies, false);
    if (acquired === undefined) throw new Error('not acquired');
    held = acquired;
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('then every value is read as it was folded', async () => {
    const rows = [row({}), row({ tally: 'y', firstOn: null, last: null, words: [], amounts: [] })];
    await table.write(pool, new Map(rows.map((one) => [one.tally, one])));
    const read = await table.read(pool, ['y', 'x', 'z']);
    expect([read.get('x'), read.get('y'), read.get('z')]).toStrictEqual([...rows, undefined]);
  });

  it('then rows are put, replaced and taken out at once', async () => {
    await table.write(
      pool,
      new Map([
        ['x', row({})],
        ['y', row({ tally: 'y' })],
      ]),
    );
    await table.write(
      pool,
      new Map([
        ['x', row({ times: 7 })],
        ['y', undefined],
      ]),
    );
    const read = await table.read(pool, ['x', 'y']);
    expect([read.get('x')?.['times'], read.get('y')]).toEqual([7, undefined]);
  });

  it('then rows come in with the checkpoint', async () => {
    expect(await table.advance(pool, new Map([['x', row({})]]), held, reached('5'))).toBe(true);
    expect((await table.read(pool, ['x'])).get('x')).toEqual(row({}));
    expect((await pool.query('SELECT position, ordinal, last_event_id FROM projections.checkpoints')).rows).toEqual([
      { position: '5', ordinal: '5', last_event_id: 'event-5' },
    ]);
  });

  it('then nothing comes in from one who no longer holds the model', async () => {
    await acquireCheckpoint(pool, tallies, false);
    expect(await table.advance(pool, new Map([['x', row({})]]), held, reached('5'))).toBe(false);
    expect((await table.read(pool, ['x'])).get('x')).toBeUndefined();
  });

  it('then nothing comes in, and nothing goes, from another place than where the checkpoint stands', async () => {
    await table.advance(pool, new Map([['x', row({})]]), held, reached('5'));
    expect(await table.advance(pool, new Map([['x', undefined]]), held, reached('6'))).toBe(false);
    expect((await table.read(pool, ['x'])).get('x')).toEqual(row({}));
  });
});
