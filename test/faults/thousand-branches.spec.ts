import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { EVERY_UNIT_OF_ITEM } from '#chronicle/domain/entries/entry-rule.js';
import { TimelineQuery } from '#chronicle/projections/timeline/timeline.query.js';
import { timeline, timelineEntity } from '#chronicle/projections/timeline/timeline.projection.js';
import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import { prepareReadModel } from '#event-sourcing/projection/prepare-read-model.js';
import { stableName } from '#event-sourcing/projection/schema.js';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';
import { SCHEMAS } from '../../apps/composition/schemas.js';
import { fillLog } from '../bench/log/fill-log.js';
import { branchCount, officeYears } from '../bench/log/office-years.js';
import { partsOf, partsTouched, RecordedQueries } from '../setup/parts.js';
import { times } from '../setup/fault-scale.js';

/** In full a thousand branches over five years. */
const EVENTS = times(2_000, 1_000_000);
const LONG = times(60_000, 3_600_000);

let database: TestDatabase;
let store: EventStore;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await installPostgresEventStore({ url: database.url, now: new Date('2019-01-01T00:00:00.000Z') });
  pool = new pg.Pool({ connectionString: database.url });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await fillLog(client, officeYears(EVENTS), () => undefined);
  await client.end();
  store = await openPostgresEventStore({ url: database.url });
}, LONG);

afterAll(async () => {
  await store?.close();
  await pool?.end();
  await database?.drop();
});

const BRANCHES = branchCount(EVENTS);

describe(`the read models of ${String(BRANCHES)} branches and ${String(EVENTS)} events`, () => {
  const engine = (): ProjectionEngine => new ProjectionEngine({ store, schemas: SCHEMAS, pool }, PROJECTIONS);

  const digests = async (): Promise<readonly string[]> => {
    const told: string[] = [];
    const reading = engine();
    for (const { name } of PROJECTIONS) {
      const { rows, digest } = await reading.digest(name);
      told.push(`${name} ${String(rows)} rows ${digest}`);
    }
    return told;
  };

  it(
    'are the same followed live, folded from nothing and rebuilt',
    async () => {
      // Served from the first event on, so that they come to the head batch by batch.
      for (const projection of PROJECTIONS) await prepareReadModel(pool, projection, store.logId);
      const live = engine();
      live.start();
      const head = await store.head();
      while ((await loadCheckpoints(pool)).some(({ position }) => position !== head)) await sleep(100);
      await live.stop();
      const followed = await digests();
      const verdicts = await engine().verify('all');
      expect(verdicts.filter(({ equal }) => !equal)).toEqual([]);
      // In the office that is grown no text was removed.
      expect(verdicts.filter(({ rows }) => rows === 0).map(({ model }) => model)).toEqual(['text_removals']);
      await engine().rebuild('all');
      expect(await digests()).toEqual(followed);
      process.stdout.write(`${followed.join('\n')}\n`);
    },
    LONG,
  );

  it(
    'are read by branch in the part of that branch, and the one of what is told to all units',
    async () => {
      const queries = new RecordedQueries();
      const dataSource = new DataSource({
        type: 'postgres',
        url: database.url,
        entities: [timelineEntity],
        logging: true,
        logger: queries,
      });
      await dataSource.initialize();
      const query = new TimelineQuery(dataSource);
      const all = { tallies: true, gradesBeforeFeedback: true, limited: true };
      const some = { tallies: false, gradesBeforeFeedback: false, limited: false };
      const reads: Record<string, (branch: string) => Promise<unknown>> = {
        page: (branch) => query.page({ branch, filter: {}, sight: all, newestFirst: true, limit: 50 }),
        'page of one who sees less': (branch) =>
          query.page({ branch, filter: {}, sight: some, newestFirst: false, limit: 50 }),
        'page with a word': (branch) =>
          query.page({ branch, filter: { text: '整改' }, sight: all, newestFirst: true, limit: 50 }),
        facts: (branch) => query.facts([branch]),
        name: (branch) => query.branch(branch),
      };
      const wrong: string[] = [];
      for (let nth = 0; nth < Math.min(BRANCHES, 20); nth += 1) {
        const branch = `B${String(1 + nth * Math.floor(BRANCHES / Math.min(BRANCHES, 20))).padStart(4, '0')}`;
        const own = await partsOf(pool, timeline, [branch]);
        expect(own).toHaveLength(1);
        const allowed = await partsOf(pool, timeline, [branch, EVERY_UNIT_OF_ITEM]);
        for (const [what, read] of Object.entries(reads)) {
          const sent = await queries.during(() => read(branch));
          const touched = new Set<number>();
          for (const each of sent) for (const part of await partsTouched(pool, timeline, each)) touched.add(part);
          if (touched.has(own[0] ?? -1) && [...touched].every((part) => allowed.includes(part))) continue;
          wrong.push(`${what} of ${branch}: ${[...touched].join()} instead of ${allowed.join()}`);
        }
      }
      await dataSource.destroy();
      expect(wrong).toEqual([]);
    },
    LONG,
  );

  it('are read in all parts where no branch is named', async () => {
    const text = `SELECT count(*) FROM ${stableName(timeline)} WHERE item = 'x' OR kind = 'grade'`;
    expect(await partsTouched(pool, timeline, { text, values: [] })).toHaveLength(timeline.partition?.parts ?? 0);
  });
});
