import { setTimeout as sleep } from 'node:timers/promises';
import { seedOf, times } from '../../../test/setup/fault-scale.js';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event, type GivenEvent } from '../testing/given-event.js';
import { journal, tallies } from '../testing/sample-projections.js';
import { ProjectionFixture, type TestEngine } from '../testing/test-engine.js';
import { ProjectionRunner } from './runner.js';
import { AlreadyAtWork } from './scratch.js';

const CUTS = times(20, 50);

/** The same in every run for one seed. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const someEvent = (random: () => number): GivenEvent => {
  const tally = `t${String(Math.floor(random() * 40))}`;
  const kind = random();
  if (kind < 0.6) return event('Counted', { tally, amount: Math.floor(random() * 100) });
  if (kind < 0.75) return event('Moved', { from: tally, to: `t${String(Math.floor(random() * 40))}`, amount: 1 });
  if (kind < 0.95) return event('Noted', { tally, words: freeText(`note ${String(random())}`) });
  return event('Cleared', { tally });
};

describe('given a log that grows while things go wrong', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;
  const seed = seedOf('PROJECTION_FAULTS_SEED');
  const random = randomFrom(seed);

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
  });

  afterEach(async () => {
    await fixture.close();
    await database.drop();
  });

  const appendFor = async (events: number, gone: { stop: boolean } = { stop: false }): Promise<void> => {
    for (let n = 0; n < events && !gone.stop; n += 10) {
      const batch = Array.from({ length: 10 }, () => someEvent(random));
      await fixture.log.append(`stream-${String(Math.floor(random() * 5))}`, ...batch);
    }
  };

  const killProjectors = async ({ pool }: TestEngine, backends: 'one' | 'all'): Promise<void> => {
    await pool.query(
      `SELECT pg_terminate_backend(pid) FROM (
         SELECT pid FROM pg_stat_activity
          WHERE application_name = 'projector' AND datname = current_database() AND pid <> pg_backend_pid()
          ORDER BY random() LIMIT ${backends === 'one' ? '1' : '100'}) AS victims`,
    );
  };

  /** A rebuild that has put its rows in place still tidies up for a moment. */
  const verified = async ({ engine }: TestEngine): ReturnType<typeof engine.verify> => {
    for (const patience = performance.now() + 5_000; ; await sleep(50)) {
      try {
        return await engine.verify('all');
      } catch (error) {
        if (!(error instanceof AlreadyAtWork) || performance.now() > patience) throw error;
      }
    }
  };

  const expectRight = async (engine: TestEngine): Promise<void> => {
    await engine.untilCaughtUp('tallies');
    await engine.untilCaughtUp('journal');
    const verdicts = await verified(engine);
    expect({ seed, verdicts }).toMatchObject({ verdicts: [{ equal: true }, { equal: true }] });
    expect(verdicts.every(({ rows }) => rows > 0)).toBe(true);
  };

  it('then connections cut 50 times at any point lose and double nothing', async () => {
    const projector = fixture.engine([tallies, journal], { batchSize: 20 });
    const watcher = fixture.engine([tallies, journal], { watchEvery: 50 });
    const appending = appendFor(3_000);
    projector.engine.start();
    for (let kill = 0; kill < 50; kill += 1) {
      await sleep(random() * 30);
      await killProjectors(watcher, random() < 0.5 ? 'one' : 'all').catch(() => undefined);
    }
    await appending;
    await expectRight(projector);
  }, 60_000);

  it(`then two processes with the same models apply nothing twice, also when the holder is cut off ${String(CUTS)} times`, async () => {
    const engines = [0, 1].map(() => fixture.engine([tallies, journal], { batchSize: 20 }));
    const [first, second] = engines;
    if (first === undefined || second === undefined) throw new Error('two engines');
    for (const { engine } of engines) engine.start();
    const gone = { stop: false };
    const appending = appendFor(30_000, gone);
    for (let kill = 0; kill < CUTS; kill += 1) {
      await sleep(random() * 50);
      // The lease is gone with the connection, while its holder may still be folding.
      await first.pool
        .query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks
            WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        )
        .catch(() => undefined);
    }
    gone.stop = true;
    await appending;
    await expectRight(first);
    const holders = await Promise.all(engines.map(async (engine) => engine.statusOf('tallies')));
    expect(holders.filter((status) => status?.active === true)).toHaveLength(1);
  }, 60_000);

  it('then the checkpoint alone keeps processes apart that know of no lease', async () => {
    const engine = fixture.engine([tallies, journal], { batchSize: 20 });
    const everybody = { holds: () => true, tryAcquire: () => Promise.resolve(true), release: () => Promise.resolve() };
    const runners = [0, 1, 2].map(() => new ProjectionRunner(tallies, engine.settings, everybody));
    const appending = appendFor(2_000);
    for (const runner of runners) runner.start();
    await appending;
    await engine.untilCaughtUp('tallies');
    await Promise.all(runners.map((runner) => runner.stop()));
    const verdicts = await engine.engine.verify('tallies');
    expect({ seed, verdicts }).toMatchObject({ verdicts: [{ equal: true, ordinal: 2_001 }] });
  }, 60_000);

  it('then rebuilds beside the live models leave both right, and readers never see fewer rows', async () => {
    const live = fixture.engine([tallies, journal], { batchSize: 50 });
    const shell = fixture.engine([tallies, journal]);
    live.engine.start();
    const gone = { stop: false };
    const appending = appendFor(20_000, gone);
    await live.until('journal', ({ ordinal }) => ordinal > 50);
    let seen = 0;
    const reading = (async () => {
      while (!gone.stop) {
        const rows = await live.rowsOf('journal');
        expect(rows.length).toBeGreaterThanOrEqual(seen);
        seen = rows.length;
        await sleep(5);
      }
    })();
    for (let round = 0; round < 5; round += 1) await shell.engine.rebuild('all');
    gone.stop = true;
    await Promise.all([appending, reading]);
    await expectRight(live);
  }, 60_000);
});
