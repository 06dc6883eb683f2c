import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event } from '../testing/given-event.js';
import { journal, tallies } from '../testing/sample-projections.js';
import { TcpProxy } from '../testing/tcp-proxy.js';
import { ProjectionFixture, TestEngine } from '../testing/test-engine.js';
import { joinSharers, shareOf } from './fair-share.js';
import { leaseOf } from './lease.js';
import type { AnyProjection } from './projection.js';

/** Far more than it takes, at 20 looks a second instead of one: on a busy machine a start alone takes seconds. */
const SOON_MS = 60_000;
const LOOK_MS = 50;

const MODELS = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ ...journal, name: `journal_${name}` }));

describe('the shares of all', () => {
  it('are all models, and differ by one at most', () => {
    for (let models = 0; models <= 12; models += 1) {
      for (let count = 1; count <= 14; count += 1) {
        const sharers = Array.from({ length: count }, (_, n) => 1_000 - n);
        const shares = sharers.map((own) => shareOf(models, sharers, own));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(models);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('given several processes that keep the same models', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;
  const closing: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
  });

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await fixture.close();
    await database.drop();
  });

  const process = (models: readonly AnyProjection[] = MODELS): TestEngine => {
    const made = fixture.engine(models, { watchEvery: LOOK_MS });
    made.engine.start();
    return made;
  };

  const keptBy = async ({ engine }: TestEngine): Promise<number> =>
    (await engine.status()).filter(({ active }) => active).length;

  const kept = (engines: readonly TestEngine[]): Promise<readonly number[]> => Promise.all(engines.map(keptBy));

  /** The same numbers in whatever order, and for so many looks. */
  const untilKept = async (engines: readonly TestEngine[], wanted: readonly number[], looks = 5): Promise<void> => {
    const sorted = (numbers: readonly number[]): string => numbers.toSorted((x, y) => x - y).join();
    const end = performance.now() + SOON_MS;
    for (let same = 0; same < looks; await sleep(LOOK_MS)) {
      const now = await kept(engines);
      same = sorted(now) === sorted(wanted) ? same + 1 : 0;
      if (performance.now() > end) throw new Error(`they keep ${now.join()}, not ${wanted.join()}`);
    }
  };

  const expectAllRight = async (engine: TestEngine): Promise<void> => {
    await fixture.log.append('s', event('Noted', { tally: 'x', words: freeText('last') }));
    for (const { name } of MODELS) await engine.untilCaughtUp(name);
    const verdicts = await engine.engine.verify('all');
    expect(verdicts.filter(({ equal, rows }) => equal && rows > 0)).toHaveLength(MODELS.length);
  };

  it('then each that comes gets its share, and what one kept that stops or is cut off is taken over', async () => {
    const appending = (async () => {
      for (let n = 0; n < 100; n += 1) {
        await fixture.log.append('s', event('Noted', { tally: 'x', words: freeText(String(n)) }));
      }
    })();
    const first = process();
    await untilKept([first], [6]);
    const second = process();
    await untilKept([first, second], [3, 3]);

    // Killed: its connections are gone at once, and it makes no new ones.
    const proxy = await TcpProxy.before(database.url);
    closing.push(() => proxy.cut());
    const killed = new TestEngine(proxy.through(database.url), fixture.log, MODELS, { watchEvery: LOOK_MS });
    closing.push(() => killed.close());
    killed.engine.start();
    await untilKept([first, second], [2, 2]);
    expect(await keptBy(killed)).toBe(2);
    await proxy.cut();
    await untilKept([first, second], [3, 3]);

    await first.engine.stop();
    await untilKept([second], [6]);
    await appending;
    await expectAllRight(second);
  }, 180_000);

  it('then nobody is idle while another keeps two more', async () => {
    const three = [process(MODELS.slice(0, 4)), process(MODELS.slice(0, 4)), process(MODELS.slice(0, 4))];
    await untilKept(three, [2, 1, 1]);
  });

  it('then what is the share of one that does not take it is taken by others, and not offered again', async () => {
    const idle = new pg.Client(database.url);
    await idle.connect();
    closing.push(() => idle.end());
    const only = process();
    await untilKept([only], [6]);
    await joinSharers(idle, MODELS.map(leaseOf));
    let least = 6;
    for (const end = performance.now() + SOON_MS; least === 6 && performance.now() < end; await sleep(5)) {
      least = await keptBy(only);
    }
    expect(least).toBeLessThan(6);
    await untilKept([only], [6], 20);
  });

  it('then one that stopped at an event is tried by the next that begins, while the others run on', async () => {
    const first = process([tallies]);
    await fixture.log.append('s', event('Cursed', { tally: 'x' }));
    await first.until('tallies', ({ state }) => state === 'stopped', SOON_MS);
    const { Cursed: _, ...handlers } = tallies.handlers;
    const healed = process([{ ...tallies, handlers }]);
    await healed.until('tallies', ({ state, active, lag }) => state === 'running' && active && lag === 0, SOON_MS);
  });

  it('then one that keeps other models too takes none from it', async () => {
    const first = process();
    await untilKept([first], [6]);
    const other = process([...MODELS, { ...journal, name: 'journal_g' }]);
    await untilKept([first, other], [6, 1], 15);
    await first.engine.stop();
    await untilKept([other], [7]);
  });
});
