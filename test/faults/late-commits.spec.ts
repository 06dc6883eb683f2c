import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-sourcing/event-store.js';
import { journal, tallies } from '#event-sourcing/testing/sample-projections.js';
import { ProjectionFixture } from '#event-sourcing/testing/test-engine.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { delayCommits, naivePoll, onConnection } from '../contract/slow-commits.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { Randomness } from '../setup/randomness.js';

const WRITERS = 8;
const EVENTS = times(640, 40_000);
const EACH = EVENTS / WRITERS;

/** Appends as many events at a time as its plan says, to several streams at once; tells where they are. */
const WRITER = `
import { event } from '#event-sourcing/testing/given-event.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
const { DATABASE_URL, WRITER, PLAN } = process.env;
const log = await TestLog.open(DATABASE_URL);
const plan = JSON.parse(PLAN);
const written = [];
const write = async (stream) => {
  for (let size = plan.pop(); size !== undefined; size = plan.pop()) {
    const counted = (_, n) => event('Counted', { tally: 't' + String((plan.length + n) % 7), amount: plan.length });
    const { position } = await log.append(stream, ...Array.from({ length: size }, counted));
    for (let n = 0; n < size; n += 1) written.push(Number(position) - n);
  }
};
await Promise.all([1, 2, 3, 4].map((n) => write('thing-' + WRITER + '-' + String(n))));
await log.close();
process.stdout.write(JSON.stringify(written));
`;

/** How many events each append has. */
const planOf = (random: Randomness): number[] => {
  const plan: number[] = [];
  for (let left = EACH; left > 0; left -= plan.at(-1) ?? 0) plan.push(Math.min(left, random.between(1, 5)));
  return plan;
};

/** Every position up to the last, asking anew after so many batches. */
const follow = async (store: EventStore, last: number, batches: number): Promise<readonly number[]> => {
  const seen: number[] = [];
  while ((seen.at(-1) ?? 0) < last) {
    const after = seen.length === 0 ? {} : { after: store.parsePosition(String(seen.at(-1))) };
    let taken = 0;
    for await (const batch of store.subscribeAll({ ...after, batchSize: 40 })) {
      seen.push(...batch.map(({ position }) => Number(position)));
      if ((taken += 1) >= batches || (seen.at(-1) ?? 0) >= last) break;
    }
  }
  return seen;
};

let program: ProductProgram;
let database: TestDatabase;
let fixture: ProjectionFixture;

beforeAll(async () => {
  [program, database] = await Promise.all([compileProduct(), createTestDatabase()]);
  await program.add('writer', WRITER);
  fixture = await ProjectionFixture.open(database.url);
}, 60_000);

afterAll(async () => {
  await fixture?.close();
  await program?.remove();
  await database?.drop();
});

describe(`${String(WRITERS)} processes that write ${String(EVENTS)} events, each commit late by another time`, () => {
  it(
    'have none of them missed, by a follower, by one that asks anew again and again, or by a projector',
    async () => {
      const random = new Randomness(seedOf('LATE_COMMITS_SEED'));
      const { url } = database;
      await delayCommits(url, 'log.events');
      const projector = fixture.engine([tallies, journal], { batchSize: 40 });
      projector.engine.start();
      const following = [Infinity, 1].map((batches) => follow(fixture.log.store, EVENTS + 1, batches));
      const writers = Array.from({ length: WRITERS }, (_, n) =>
        program.start({ DATABASE_URL: url, WRITER: String(n), PLAN: JSON.stringify(planOf(random)) }, 'writer'),
      );
      const ends = await Promise.all(writers.map(({ ended }) => ended));
      expect({ ends, said: writers.map(({ stderr }) => stderr).join('') }).toEqual({
        ends: writers.map(() => ({ code: 0, signal: null })),
        said: '',
      });

      const written = writers.flatMap(({ stdout }) => JSON.parse(stdout) as number[]).toSorted((a, b) => a - b);
      // The first is the log's own.
      const all = Array.from({ length: EVENTS + 1 }, (_, n) => n + 1);
      expect(written).toEqual(all.slice(1));
      for (const seen of await Promise.all(following)) expect(seen).toEqual(all);
      for (const { name } of [tallies, journal]) await projector.untilCaughtUp(name);
      const verdicts = await projector.engine.verify('all');
      expect(verdicts).toMatchObject([
        { equal: true, ordinal: all.length },
        { equal: true, ordinal: all.length },
      ]);
    },
    times(60_000, 1_200_000),
  );
});

describe('a poller that resumes at the last number it saw, where a sequence gives the numbers', () => {
  it('misses some of what 8 writers commit late, which is seen', async () => {
    const { url } = database;
    await onConnection(url, (client) => client.query('CREATE TABLE naive (position bigserial PRIMARY KEY)'));
    await delayCommits(url, 'naive');
    const writing = Array.from({ length: WRITERS }, () =>
      onConnection(url, async (client) => {
        for (let n = 0; n < 25; n += 1) await client.query('INSERT INTO naive DEFAULT VALUES');
      }),
    );
    const seen = await naivePoll(url, 'naive', Promise.all(writing));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(WRITERS * 25);
  }, 30_000);
});
