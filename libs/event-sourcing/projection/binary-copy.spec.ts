import fc from 'fast-check';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { tallies, type TallyRow } from '../testing/sample-projections.js';
import { weightOf } from './columns.js';
import { copyRows } from './copy-rows.js';
import type { Row } from './projection.js';
import { ReadModelTable } from './read-model-table.js';
import { createTable } from './schema.js';

/** Everything PostgreSQL can keep: no NUL, no half of a surrogate pair. */
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: 'binary', maxLength }).map((text) => text.replaceAll('\0', ''));
const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const someRow: fc.Arbitrary<TallyRow & Row> = fc.record(
  {
    tally: words(60),
    total: fc.maxSafeInteger(),
    times: fc.integer({ min: -2_147_483_647 }),
    open: fc.boolean(),
    firstOn: fc.option(day.map((instant) => instant.slice(0, 10))),
    lastAt: day,
    words: fc.array(words(40), { maxLength: 6 }),
    amounts: fc.array(fc.integer(), { maxLength: 6 }),
    last: fc.option(fc.record({ type: words(5), tags: fc.array(words(5)) }, { noNullPrototype: true })),
  },
  { noNullPrototype: true },
);

const row = (some: Partial<Record<keyof TallyRow, unknown>>): Row => ({
  tally: 'x',
  total: 0,
  times: 0,
  open: true,
  firstOn: null,
  lastAt: '2024-01-20T08:09:10.120Z',
  words: [],
  amounts: [],
  last: null,
  ...some,
});

describe('given rows that are copied in binary', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(createTable(tallies, 'copied'));
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const copied = async (rows: readonly Row[]): Promise<readonly unknown[]> => {
    await client.query('TRUNCATE copied.tallies');
    await copyRows(client, tallies, 'copied', rows);
    const read = await new ReadModelTable(tallies, 'copied').read(
      client,
      rows.map(({ tally }) => String(tally)),
    );
    return rows.map(({ tally }) => read.get(String(tally)));
  };

  it('then every value is read as it was', async () => {
    const rows = fc.uniqueArray(someRow, { selector: ({ tally }) => tally, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        expect(await copied(some)).toStrictEqual(some);
      }),
      { numRuns: 60 },
    );
  });

  it('then days of every kind of year are the days that PostgreSQL reads', async () => {
    const days = ['0001-01-01', '0004-02-29', '1900-02-28', '2000-02-29', '2000-03-01', '2024-12-31', '9999-12-31'];
    const rows = days.map((firstOn) => row({ tally: firstOn, firstOn }));
    expect(await copied(rows)).toStrictEqual(rows);
  });

  it('then many rows come in over several chunks', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => row({ tally: `t${String(n)}`, words: ['党建'.repeat(50)] }));
    expect(await copied(rows)).toStrictEqual(rows);
  });

  it.each([
    ['total', 0.5],
    ['total', 2 ** 53],
    ['times', 2 ** 31],
    ['times', '1'],
    ['firstOn', '2023-02-29'],
    ['firstOn', '2024-13-01'],
    ['firstOn', '0000-01-01'],
    ['lastAt', 'yesterday'],
    ['open', null],
    ['open', 1],
    ['words', '党'],
    ['words', [1]],
    ['amounts', [0.5]],
    ['amounts', [2 ** 31]],
    ['amounts', ['1']],
    ['tally', 7],
  ])('then a value that is none of its column is refused (%s: %j)', async (field, value) => {
    const wrong = row({ [field]: value });
    expect(() => weightOf(tallies, wrong)).toThrow(TypeError);
    await expect(copied([wrong])).rejects.toThrow(value === null ? 'null value' : TypeError);
    await client.query('SELECT 1');
  });

  it('then the weight of a row grows with what it holds', () => {
    const light = weightOf(tallies, row({}));
    expect(light).toBeGreaterThan(100);
    expect(weightOf(tallies, row({ words: ['一二三四'], last: { type: 'x', tags: ['y'] } }))).toBeGreaterThan(
      light + 50,
    );
  });
});
