import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { killAgainAndAgain } from '../setup/projector-lives.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { Randomness } from '../setup/randomness.js';
import { verdictOn } from '../setup/verdict.js';

const KILLS = times(3, 200);
/** A projector that was never left in peace builds every model anew, in the end. */
const PATIENCE_MS = times(60_000, 600_000);
const APPENDS = times(900, 50_000);

/** The checkpoint moves in one transaction, the rows are written in the next. */
const CARELESS = `
import { ReadModelTable } from '#event-sourcing/projection/read-model-table.js';
import { setTimeout as sleep } from 'node:timers/promises';
const { advance } = ReadModelTable.prototype;
ReadModelTable.prototype.advance = async function (db, changes, from, to) {
  if (!(await advance.call(this, db, new Map(), from, to))) return false;
  await sleep(50);
  await this.write(db, changes);
  return true;
};
await import('../projector/main.js');`;

let program: ProductProgram;
let databases: readonly [TestDatabase, TestDatabase];

beforeAll(async () => {
  [program, ...databases] = await Promise.all([compileProduct(), createTestDatabase(), createTestDatabase()]);
}, 60_000);

afterAll(async () => {
  await program?.remove();
  for (const database of databases ?? []) await database.drop();
});

describe(`a projector killed ${String(KILLS)} times during ${String(APPENDS)} appends`, () => {
  it(
    'leaves read models equal to those folded from nothing: no event lost, none doubled',
    async () => {
      const [{ url }] = databases;
      const random = new Randomness(seedOf('PROJECTOR_KILL_SEED'));
      const start = () => program.start({ DATABASE_URL: url }, 'projector');
      const lives = await killAgainAndAgain({
        url,
        start,
        appends: APPENDS,
        kills: KILLS,
        random,
        patienceMs: PATIENCE_MS,
      });
      const { events, behind, apart } = lives;
      process.stdout.write(
        `${String(events)} events; killed behind the log ${String(behind)} times, models apart ${String(apart)} times\n`,
      );
      expect(lives.events).toBeGreaterThan(APPENDS);
      // They were in the middle of something.
      expect(lives.behind).toBeGreaterThan(KILLS / 4);
      const { findings, models } = await verdictOn(url);
      expect(findings).toEqual([]);
      expect(models.length).toBeGreaterThan(0);
      expect(models.filter(({ equal }) => !equal)).toEqual([]);
      expect(models.map(({ ordinal }) => ordinal)).toEqual(models.map(() => lives.events));
    },
    times(180_000, 7_200_000),
  );
});

describe('a projector that writes rows and checkpoint in two transactions', () => {
  it('loses events when it is killed, which is seen', async () => {
    const [, { url }] = databases;
    await program.add('careless', CARELESS);
    const start = () => program.start({ DATABASE_URL: url }, 'careless');
    // Of a seed by which it is killed at work, not at its start.
    await killAgainAndAgain({
      url,
      start,
      appends: 200,
      kills: 2,
      random: new Randomness(311_109),
      patienceMs: PATIENCE_MS,
    });
    const { models } = await verdictOn(url);
    expect(models.filter(({ equal }) => !equal)).not.toEqual([]);
  }, 180_000);
});
