import { fileURLToPath } from 'node:url';
import { textRemovals } from '#corrections/projections/text-removals/text-removals.projection.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';
import { perSecond, type Measured } from '../measure.js';
import { runPeer } from '../peer.js';
import type { Place } from '../place.js';
import { openReadModels } from '../read-models.js';
import type { BenchSettings } from '../settings.js';
import { buildBySql, digestBySql } from './by-sql.js';
import { keepByTypeOrm } from './by-typeorm.js';
import { catchUpRate } from './catch-up.js';
import { firstEvents } from './first-events.js';

const COMPARED = 'bench_compared';

/** Ways to come from the log to all read models. */
export type Contender = 'ours' | 'sql' | 'typeorm' | 'emmett' | 'catch-up';

/** Of a reference that is slower than this in a second, a rate on the first events is enough. */
export const FIRST_EVENTS = 5_000;

/** To make the indexed tables that are caught up takes longer than to catch up. */
const CATCH_UP_EVENTS = 20_000;

/** Of a log of its own: all that is told of an office is in it, and SQL takes more than a second for each 2,000. */
const COMPARED_EVENTS = 20_000;

/** By which rows each of them is needed. */
const NEEDED_BY: Readonly<Record<Contender, readonly string[]>> = {
  ours: ['rebuild-sql', 'rebuild-typeorm', 'rebuild-emmett'],
  sql: ['rebuild-sql', 'catch-up'],
  typeorm: ['rebuild-typeorm'],
  emmett: ['rebuild-emmett'],
  'catch-up': ['catch-up'],
};

export interface Turns {
  readonly rates: ReadonlyMap<Contender, readonly number[]>;
  /** Why there is no rate. */
  readonly failures: ReadonlyMap<Contender, string>;
}

const taken = new WeakMap<Place, Promise<Turns>>();

/** All of them by turns, once for all the rows that compare them. */
export const rebuildTurns = (place: Place, settings: BenchSettings): Promise<Turns> => {
  const turns = taken.get(place) ?? takeTurns(place, settings);
  taken.set(place, turns);
  return turns;
};

const PROGRAM = fileURLToPath(new URL('../../..', import.meta.url));

const takeTurns = async (place: Place, { events, runs, only = '' }: BenchSettings): Promise<Turns> => {
  const log = await place.logDatabase('bench_rebuild', events);
  const models = await openReadModels(log.url);
  const first = await firstEvents(models.store, FIRST_EVENTS);
  const measured: Readonly<Record<Contender, Measured>> = {
    ours: () => perSecond(log.events, () => models.engine.rebuild('all')),
    sql: () => perSecond(FIRST_EVENTS, () => buildBySql(log.url, FIRST_EVENTS)),
    typeorm: () => keepByTypeOrm(log.url, first),
    emmett: async () => {
      // It rebuilds once: a second time it would begin where the first one ended.
      const url = await place.emptyDatabase('bench_emmett');
      return Number(await runPeer('emmett-rebuild', { program: PROGRAM, log: log.url, url, count: FIRST_EVENTS }));
    },
    'catch-up': () => catchUpRate(place, Math.min(events, CATCH_UP_EVENTS)),
  };
  const contenders = (Object.keys(measured) as Contender[]).filter((each) =>
    NEEDED_BY[each].some((row) => row.startsWith(only)),
  );
  try {
    const { rates, failures } = await byTurns(contenders, measured, runs);
    if (contenders.includes('sql') && !failures.has('sql')) {
      const wrong = await differing(place, Math.min(events, COMPARED_EVENTS));
      if (wrong.length > 0) failures.set('sql', `the reference has other rows: ${wrong.join(', ')}`);
    }
    return { rates, failures };
  } finally {
    await models.close();
    await place.dropDatabase('bench_rebuild');
    await place.dropDatabase('bench_emmett');
  }
};

/** No other run begins after this: on a slow machine there are fewer, and the table still takes its twenty minutes. */
const LONGEST_MS = 540_000;

/** Every run begins with the next of them. One that fails is left out from then on. */
const byTurns = async (
  contenders: readonly Contender[],
  measured: Readonly<Record<Contender, Measured>>,
  runs: number,
): Promise<{ readonly rates: Map<Contender, number[]>; readonly failures: Map<Contender, string> }> => {
  const rates = new Map<Contender, number[]>(contenders.map((each) => [each, []]));
  const failures = new Map<Contender, string>();
  const began = performance.now();
  for (let run = 0; run < runs && performance.now() - began < LONGEST_MS; run += 1) {
    const order = contenders.map((_, index) => contenders[(index + run) % contenders.length]);
    for (const each of order) {
      if (each === undefined || failures.has(each)) continue;
      const started = performance.now();
      try {
        rates.get(each)?.push(await measured[each]());
        process.stderr.write(
          `  … ${each}, run ${String(run + 1)}: ${String(Math.round((performance.now() - started) / 1_000))} s\n`,
        );
      } catch (error) {
        failures.set(each, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return { rates, failures };
};

/** What only waits for somebody; in an office that is up to date nothing does. */
const MAY_BE_EMPTY: readonly string[] = [textRemovals.name];

/** By name: those whose tables are not the same, row by row. */
const differing = async (place: Place, events: number): Promise<readonly string[]> => {
  const log = await place.logDatabase(COMPARED, events);
  const models = await openReadModels(log.url);
  const names: string[] = [];
  try {
    await models.engine.rebuild('all');
    await buildBySql(log.url, log.events);
    for (const projection of PROJECTIONS) {
      const ours = await models.engine.digest(projection.name);
      const theirs = await digestBySql(log.url, projection);
      if (ours.rows === 0 && !MAY_BE_EMPTY.includes(projection.name)) names.push(`${projection.name} (empty)`);
      else if (ours.digest !== theirs.digest)
        names.push(`${projection.name} (${String(theirs.rows)} of ${String(ours.rows)} rows)`);
    }
    return names;
  } finally {
    await models.close();
    await place.dropDatabase(COMPARED);
  }
};
