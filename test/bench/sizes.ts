/** How large a log and its read models become, by measurement and by arithmetic. Prints; judges nothing. */
import { parseArgs } from 'node:util';
import { tableIn, versionSchema } from '#event-sourcing/projection/schema.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';
import { branchCount } from './log/office-years.js';
import { Place, withClient } from './place.js';
import { openReadModels } from './read-models.js';

/** Of the demonstration: nine branches, one review and the year after it. */
const PER_BRANCH_AND_YEAR = 530 / 9;
const YEARS = 5;
const DATABASE = 'bench_sizes';

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000000' } } });

interface Size {
  readonly name: string;
  readonly rows: number;
  readonly heap: number;
  readonly indexes: number;
}

const sizesOf = (url: string): Promise<readonly Size[]> =>
  withClient(url, async (client) => {
    const tables = ['log.events', ...PROJECTIONS.map((projection) => tableIn(versionSchema(projection), projection))];
    const sizes: Size[] = [];
    for (const table of tables) {
      const { rows } = await client.query<Size>(
        `SELECT $1 AS name, (SELECT count(*)::float8 FROM ${table}) AS rows, sum(pg_table_size(oid))::float8 AS heap,
                sum(pg_indexes_size(oid))::float8 AS indexes
           FROM (SELECT $1::regclass AS oid UNION SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass) AS all_parts`,
        [table],
      );
      sizes.push(...rows);
    }
    return sizes;
  });

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(bytes < 10 * 2 ** 30 ? 1 : 0)} GB`;

const place = await Place.open(true);
try {
  const log = await place.logDatabase(DATABASE, Number(values.events));
  const models = await openReadModels(log.url);
  const began = performance.now();
  await models.engine.rebuild('all');
  const seconds = (performance.now() - began) / 1_000;
  const sizes = await sizesOf(log.url);
  console.log(`${String(log.events)} events of ${String(branchCount(Number(values.events)))} branches`);
  console.log(`all read models rebuilt in ${seconds.toFixed(0)} s, ${(log.events / seconds).toFixed(0)} events/s\n`);
  for (const { name, rows, heap, indexes } of sizes) {
    const perRow = (bytes: number): string => (bytes / rows).toFixed(0).padStart(6);
    const perEvent = ((heap + indexes) / log.events).toFixed(1).padStart(8);
    console.log(
      `${name.padEnd(42)} ${String(rows).padStart(9)} rows ${perRow(heap)} + ${perRow(indexes)} bytes a row, ${perEvent} an event`,
    );
  }
  const perEvent = (some: readonly Size[]): number =>
    some.reduce((sum, { heap, indexes }) => sum + heap + indexes, 0) / log.events;
  const [ofLog, ofModels] = [perEvent(sizes.slice(0, 1)), perEvent(sizes.slice(1))];
  console.log('');
  for (const branches of [1_000, 10_000, 100_000, 1_000_000]) {
    const events = branches * YEARS * PER_BRANCH_AND_YEAR;
    const hours = (events * seconds) / log.events / 3_600;
    console.log(
      `${String(branches).padStart(9)} branches, ${String(YEARS)} years: ${(events / 1e6).toFixed(1).padStart(6)} million events, ` +
        `log ${gigabytes(events * ofLog)}, read models ${gigabytes(events * ofModels)}, rebuild ${hours.toFixed(2)} h`,
    );
  }
  const verdicts = await models.engine.verify('all');
  await models.close();
  console.log('');
  for (const { model, equal, rows, digest } of verdicts) {
    console.log(
      `${model.padEnd(18)} ${String(rows).padStart(9)} rows, ${equal ? 'as' : 'NOT as'} the log says: ${digest}`,
    );
  }
} finally {
  await place.dropDatabase(DATABASE);
  await place.close();
}
