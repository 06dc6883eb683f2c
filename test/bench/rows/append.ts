import { installPostgresEventStore } from '#event-sourcing/adapters/postgres/install.js';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { byTurns, perSecond, type Figures } from '../measure.js';
import type { Place } from '../place.js';
import type { Row } from '../row.js';
import { atOnce, newAppends } from './appends.js';
import { makePlainLog, PlainLog } from './plain-log.js';

interface Emptied {
  readonly url: string;
  readonly store: EventStore;
}

/** A log of its own for what follows. */
export const withEmptyLog = async <T>(place: Place, name: string, work: (log: Emptied) => Promise<T>): Promise<T> => {
  const url = await place.emptyDatabase(name);
  await installPostgresEventStore({ url, now: new Date() });
  const store = await openPostgresEventStore({ url });
  try {
    return await work({ url, store });
  } finally {
    await store.close();
    await place.dropDatabase(name);
  }
};

/** How long one run of appends lasts. */
const RUN_MS = 2_500;

/** Appends by some way, all of them on the disk at the end. */
export type Append = (appends: readonly PreparedAppend[]) => Promise<unknown>;

/** Through the port: so many callers, each of which waits until its event is on the disk. */
export const appendTo =
  (store: EventStore, callers: number): Append =>
  (appends) =>
    atOnce(callers, appends, (append) => store.append(append));

/** Both by turns, in runs of some seconds. The first of each warms up and says how many that makes. */
export const compareAppends = async (
  runs: number,
  logId: string,
  ours: Append,
  reference: Append,
): Promise<Figures> => {
  const measured = async (append: Append): Promise<() => Promise<number>> => {
    const rate = (count: number): Promise<number> => {
      const appends = newAppends(logId, count);
      return perSecond(count, () => append(appends));
    };
    const warm = await rate(Math.ceil(await rate(100)));
    return () => rate(Math.ceil((warm * RUN_MS) / 1_000));
  };
  return byTurns(runs, await measured(ours), await measured(reference));
};

const compare = (place: Place, runs: number, callers: number): Promise<Figures> =>
  withEmptyLog(place, 'bench_append', async ({ url, store }) => {
    await makePlainLog(url);
    const plain = await PlainLog.open(url, callers);
    try {
      return await compareAppends(runs, store.logId, appendTo(store, callers), (appends) => plain.write(appends));
    } finally {
      await plain.close();
    }
  });

const CALLERS = 20;

export const appendOne: Row = {
  name: 'append-1',
  what: 'append, 1 caller',
  reference: 'one prepared INSERT per commit into the same table with the same indexes',
  unit: 'appends/s',
  target: { ratioAtLeast: 0.6 },
  stretch: 0.8,
  measure: (place, { runs }) => compare(place, runs, 1),
};

export const appendTwenty: Row = {
  name: 'append-20',
  what: 'append, 20 callers, total order and conflict check',
  reference: 'the same INSERT unordered on 20 connections',
  unit: 'appends/s',
  target: { ratioAtLeast: 1.25 },
  stretch: 1.6,
  measure: (place, { runs }) => compare(place, runs, CALLERS),
};
