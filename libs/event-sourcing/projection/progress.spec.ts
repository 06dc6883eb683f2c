import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { event } from '../testing/given-event.js';
import { journal, tallies } from '../testing/sample-projections.js';
import { ProjectionFixture, type TestEngine } from '../testing/test-engine.js';
import { ReadModelProgress } from './progress.js';
import { checkOut } from './transaction.js';

const CUT_READERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE application_name = 'reader' AND datname = current_database()`;

describe('given read models that another process keeps', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;
  let projector: TestEngine;
  let pool: pg.Pool;
  let progress: ReadModelProgress;

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
    projector = fixture.engine([tallies, journal]);
    await listenWith({ max: 10, pollEvery: 600_000 });
  });

  const listenWith = async ({ max, pollEvery }: { max: number; pollEvery: number }): Promise<void> => {
    pool = new pg.Pool({ connectionString: database.url, application_name: 'reader', max });
    pool.on('error', () => undefined);
    progress = new ReadModelProgress({ store: fixture.log.store, pool, pollEvery });
    await progress.start();
  };

  const stopListening = async (): Promise<void> => {
    await progress.stop();
    if (!pool.ended) await pool.end();
  };

  afterEach(async () => {
    await stopListening();
    await fixture.close();
    await database.drop();
  });

  it('then one waits until all of them have an event', async () => {
    projector.engine.start();
    const { position } = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    expect(await progress.waitFor(['tallies', 'journal'], position, 10_000)).toBe(true);
    expect(progress.positions()).toEqual(
      new Map([
        ['journal', position],
        ['tallies', position],
      ]),
    );
    expect(await projector.rowsOf('tallies')).toHaveLength(1);
  });

  it('then one waits no longer than told', async () => {
    const { position } = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    const started = performance.now();
    expect(await progress.waitFor(['tallies'], position, 150)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('then one model that is behind is enough to wait', async () => {
    const one = fixture.engine([tallies]);
    one.engine.start();
    const { position } = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    expect(await progress.waitFor(['tallies'], position, 10_000)).toBe(true);
    expect(await progress.waitFor(['tallies', 'journal'], position, 100)).toBe(false);
  });

  it('then every move is told, until one no longer wants to hear', async () => {
    const heard: string[] = [];
    const forget = progress.onAdvance((model, position) => heard.push(`${model} ${position}`));
    progress.onAdvance(() => {
      throw new Error('a careless listener');
    });
    projector.engine.start();
    const first = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    await progress.waitFor(['tallies'], first.position, 10_000);
    expect(heard).toContain(`tallies ${first.position}`);
    forget();
    const second = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    await progress.waitFor(['tallies'], second.position, 10_000);
    expect(heard).not.toContain(`tallies ${second.position}`);
  });

  it('then a lost connection is taken up again, and what was missed is looked up', async () => {
    projector.engine.start();
    await projector.pool.query(CUT_READERS);
    const { position } = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    expect(await progress.waitFor(['tallies'], position, 10_000)).toBe(true);
    const next = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    expect(await progress.waitFor(['tallies'], next.position, 10_000)).toBe(true);
  });

  it('then what was told while nobody listened is looked up when one listens again', async () => {
    await projector.engine.stop();
    await stopListening();
    await listenWith({ max: 2, pollEvery: 600_000 });
    projector.engine.start();
    await projector.untilCaughtUp('tallies');
    await projector.pool.query(CUT_READERS);
    // Nobody can listen before these are given back.
    const taken = await Promise.all([checkOut(pool), checkOut(pool)]);
    const { position } = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    await projector.untilCaughtUp('tallies');
    expect(await progress.waitFor(['tallies'], position, 100)).toBe(false);
    for (const client of taken) client.release(true);
    expect(await progress.waitFor(['tallies'], position, 4_000)).toBe(true);
  });

  it('then a message that never comes is made good by looking', async () => {
    await stopListening();
    await listenWith({ max: 10, pollEvery: 50 });
    const { position } = await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    await projector.pool.query(`
      CREATE SCHEMA IF NOT EXISTS projections;
      CREATE TABLE projections.checkpoints AS SELECT 'tallies' AS model, 1 AS version, '${position}' AS position,
        2::bigint AS ordinal, 'id' AS last_event_id, 'log' AS log_id, 1::bigint AS epoch, 'running' AS state,
        true AS serving, NULL::integer AS borrows, NULL::json AS error, now() AS updated_at`);
    expect(await progress.waitFor(['tallies'], position, 4_000)).toBe(true);
  });
});
