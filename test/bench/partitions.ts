/** What it costs and gives to divide the timeline into parts. Prints; judges nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { TimelineQuery } from '#chronicle/projections/timeline/timeline.query.js';
import { timeline, timelineEntity } from '#chronicle/projections/timeline/timeline.projection.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { loadCheckpoint } from '#event-sourcing/projection/checkpoints.js';
import { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import { prepareReadModel } from '#event-sourcing/projection/prepare-read-model.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { pointView, tableIn, versionSchema, versionView } from '#event-sourcing/projection/schema.js';
import { createPool } from '#platform/database/pool.js';
import { SCHEMAS } from '../../apps/composition/schemas.js';
import { cpuSeconds } from './cpu.js';
import { branchCount } from './log/office-years.js';
import { median, perSecond, quantile } from './measure.js';
import { Place, type LogDatabase } from './place.js';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    parts: { type: 'string', default: '16' },
  },
});
const [EVENTS, RUNS] = [Number(values.events), Number(values.runs)];
/** The end of the log that is followed live, on tables of all that is before it. */
const LIVE = Math.min(100_000, Math.floor(EVENTS / 10));
const READS = 300;

const { partition, ...rest } = timeline;
const variants: readonly (readonly [string, AnyProjection])[] = [
  ['one table', { ...rest, version: 9_001 }],
  ...values.parts.split(',').map((parts, nth): readonly [string, AnyProjection] => [
    `${parts} parts`,
    {
      ...rest,
      version: 9_002 + nth,
      partition: { by: 'branch', of: (key) => partition?.of(key) ?? '', parts: Number(parts) },
    },
  ]),
];

const place = await Place.open(true);
try {
  await measure(await place.logDatabase('bench_partitions', EVENTS));
} finally {
  await place.dropDatabase('bench_partitions');
  await place.close();
}

async function measure(log: LogDatabase): Promise<void> {
  const store = await openPostgresEventStore({ url: log.url });
  const pool = createPool(log.url, { applicationName: 'bench' }, { warn: () => undefined });
  const dataSource = await new DataSource({ type: 'postgres', url: log.url, entities: [timelineEntity] }).initialize();
  const figures = new Map<string, number[]>();
  try {
    await prepareReadModel(pool, timeline, store.logId);
    for (let run = 0; run < RUNS; run += 1) {
      for (let turn = 0; turn < variants.length; turn += 1) {
        const [name, variant] = variants[(turn + run) % variants.length] ?? [];
        if (name === undefined || variant === undefined) continue;
        for (const [what, figure] of await figuresOf(variant, log, store, pool, dataSource)) {
          figures.set(`${what} · ${name}`, [...(figures.get(`${what} · ${name}`) ?? []), figure]);
          console.log(`run ${String(run + 1)}  ${what} · ${name}: ${figure.toFixed(2)}`);
        }
      }
    }
    console.log(`\nmedians of ${String(RUNS)}: ${String(log.events)} events, ${String(branchCount(EVENTS))} branches`);
    for (const [what, measured] of [...figures].toSorted(([a], [b]) => a.localeCompare(b))) {
      console.log(`${what.padEnd(48)} ${median(measured).toFixed(2)}`);
    }
  } finally {
    await dataSource.destroy();
    await pool.end();
    await store.close();
  }
}

async function figuresOf(
  variant: AnyProjection,
  { events }: LogDatabase,
  store: EventStore,
  pool: pg.Pool,
  dataSource: DataSource,
): Promise<readonly (readonly [string, number])[]> {
  const engine = (): ProjectionEngine => new ProjectionEngine({ store, schemas: SCHEMAS, pool }, [variant]);
  const rebuild = await costOf(events, () => engine().rebuild(variant.name));
  const size = await sizeOf(pool, variant);
  const query = new TimelineQuery(dataSource);
  await pointViewOfProduct(pool, variant);
  const page = {
    filter: {},
    sight: { tallies: true, gradesBeforeFeedback: true, limited: true },
    newestFirst: true,
    limit: 50,
  };
  const pages = await timesOf((branch) => query.page({ ...page, branch }));
  const hidden = { tallies: false, gradesBeforeFeedback: false, limited: false };
  const partial = await timesOf((branch) => query.page({ ...page, sight: hidden, branch }));
  const found = await timesOf((branch) => query.page({ ...page, filter: { text: '整改' }, branch }));
  const sheets = await timesOf((branch) => query.facts([branch]));
  await goBack(pool, variant, events - LIVE);
  const live = engine();
  const caughtUp = await costOf(LIVE, async () => {
    live.start();
    while ((await loadCheckpoint(pool, variant))?.ordinal !== events) await sleep(50);
  });
  await live.stop();
  return [
    ['rebuild, events/s', rebuild.rate],
    ['rebuild, µs of processor an event', rebuild.cpu],
    ['live catch-up, events/s', caughtUp.rate],
    ['live catch-up, µs of processor an event', caughtUp.cpu],
    ['MB', size / 2 ** 20],
    ...timesAs('page', pages),
    ...timesAs('page seen in part', partial),
    ...timesAs('page with a word', found),
    ...timesAs('all facts of a branch', sheets),
  ];
}

function timesAs(what: string, times: readonly number[]): readonly (readonly [string, number])[] {
  return [0.5, 0.99].map((share) => [`${what}, p${String(share * 100)} ms`, quantile(times, share)]);
}

async function timesOf(read: (branch: string) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  const branches = branchCount(EVENTS);
  for (let nth = 0; nth < READS; nth += 1) {
    const began = performance.now();
    await read(`B${String(1 + ((nth * 7) % branches)).padStart(4, '0')}`);
    times.push(performance.now() - began);
  }
  return times;
}

/** What the product reads of its own version is read of this one. */
async function pointViewOfProduct(pool: pg.Pool, variant: AnyProjection): Promise<void> {
  const client = await pool.connect();
  await pointView(client, variant, versionSchema(variant), versionView(timeline));
  client.release();
}

/** As if the events after this position had not come yet. */
async function goBack(pool: pg.Pool, variant: AnyProjection, position: number): Promise<void> {
  const table = tableIn(versionSchema(variant), variant);
  await pool.query(
    `DELETE FROM ${table} t USING log.events e
      WHERE e.position > ${String(position)} AND t.stream = e.stream AND t.revision = e.revision`,
  );
  await pool.query(`VACUUM ANALYZE ${table}`);
  await pool.query(
    `UPDATE projections.checkpoints SET position = e.position::text, ordinal = e.position, last_event_id = e.id::text
       FROM log.events e WHERE e.position = $2 AND version = $1`,
    [variant.version, position],
  );
}

async function sizeOf(pool: pg.Pool, variant: AnyProjection): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(
    `SELECT sum(pg_total_relation_size(oid))::float8 AS bytes
       FROM (SELECT $1::regclass AS oid UNION SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass) AS all_parts`,
    [tableIn(versionSchema(variant), variant)],
  );
  return rows[0]?.bytes ?? 0;
}

/** The processor's time is the same whatever else runs on the machine; the rate is not. */
async function costOf(events: number, work: () => Promise<unknown>): Promise<{ rate: number; cpu: number }> {
  const before = await cpuSeconds(join(place.folder, 'data'));
  const rate = await perSecond(events, work);
  return { rate, cpu: ((await cpuSeconds(join(place.folder, 'data'))) - before) * (1e6 / events) };
}
