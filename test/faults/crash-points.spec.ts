import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { ReadModelTable } from '#event-sourcing/projection/read-model-table.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { ACTS, crashCases, MOMENTS } from '../setup/crash-cases.js';
import type { ActName, CrashCase } from '../setup/crash-cases.js';
import { CrashGround } from '../setup/crash-ground.js';
import { seedOf, times } from '../setup/fault-scale.js';

const EACH = times(3, 286);
const NOTHING = { rows: [], checkpoints: [], read: [], left: [] };
const acts = Object.keys(ACTS).filter((name): name is ActName => name in ACTS);

describe('a projector that dies at any statement', () => {
  const seed = seedOf('CRASH_POINTS_SEED');
  let database: TestDatabase;
  let ground: CrashGround;

  beforeAll(async () => {
    database = await createTestDatabase();
    ground = await CrashGround.open(database.url);
  }, 60_000);

  afterAll(async () => {
    await ground?.close();
    await database?.drop();
  });

  afterEach(() => void jest.restoreAllMocks());

  /** As many statements as it sends where nothing happens to it. */
  const lengthOf = async (act: ActName): Promise<number> => {
    const [sample] = fc.sample(crashCases(act), { seed, numRuns: 1 });
    if (sample === undefined) throw new Error('no sample');
    const { statements, died, wrong } = await ground.crash(sample);
    expect({ died, wrong }).toEqual({ died: false, wrong: NOTHING });
    return statements;
  };

  /** One that did not come to its end does not count. */
  const dies = async (chosen: CrashCase, length: number): Promise<void> => {
    const statement = 1 + Math.floor((chosen.moment * length) / MOMENTS);
    const { died, wrong } = await ground.crash(chosen, statement);
    expect({ statement, wrong }).toEqual({ statement, wrong: NOTHING });
    fc.pre(died);
  };

  it.each(acts)(
    `at its %s, ${String(EACH)} times, leaves what the next one makes equal to a fold from nothing`,
    async (act) => {
      const length = await lengthOf(act);
      expect(length).toBeGreaterThan(3);
      const died = await fc.check(
        fc.asyncProperty(crashCases(act), (chosen) => dies(chosen, length)),
        { seed, numRuns: EACH, endOnFailure: true },
      );
      process.stdout.write(
        `${act}: ${String(died.numRuns)} crashes among ${String(length)} statements, ${String(died.numSkips)} lived\n`,
      );
      expect(died).toMatchObject({ failed: false, numRuns: EACH });
    },
    1_200_000,
  );

  it('is found out where rows and checkpoint are written one after the other', async () => {
    const { advance } = ReadModelTable.prototype;
    jest.spyOn(ReadModelTable.prototype, 'advance').mockImplementation(async function (
      this: ReadModelTable,
      db,
      changes,
      from,
      to,
    ) {
      await this.write(db, changes);
      return advance.call(this, db, new Map(), from, to);
    });
    const length = await lengthOf('following');
    const found = await fc.check(
      fc.asyncProperty(crashCases('following'), (chosen) => dies(chosen, length)),
      { seed, numRuns: 500, endOnFailure: true },
    );
    process.stdout.write(`two writes instead of one: found at crash ${String(found.numRuns)}\n`);
    expect(found.failed).toBe(true);
    expect(String(found.errorInstance)).toContain('"equal": false');
  }, 120_000);
});
