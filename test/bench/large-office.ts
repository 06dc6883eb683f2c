import { HEAP_LIMIT } from '#platform/heavy-work/child-processes.js';
import { messageOf, startChild, stopChild } from './child.js';
import { withClient, type LogDatabase, type Place } from './place.js';

/** A large log with all read models, which the rows of memory and of reading share. */
export interface LargeOffice extends LogDatabase {
  /** The most memory that the rebuild of its read models took. */
  readonly rebuildMegabytes: number;
}

const made = new WeakMap<Place, Promise<LargeOffice>>();

const make = async (place: Place, events: number): Promise<LargeOffice> => {
  const log = await place.wholeLogDatabase('bench_large', events);
  const child = startChild('rebuild', { arguments: [log.url], flags: [HEAP_LIMIT] });
  try {
    const rebuildMegabytes = Number(await messageOf(child));
    await settle(log.url);
    return { ...log, rebuildMegabytes };
  } finally {
    await stopChild(child);
  }
};

/** What the server does by itself in the minutes after so many rows were written, done before anybody reads. */
const settle = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  });

/** Made once; lasts as long as the place. */
export const largeOffice = (place: Place, events: number): Promise<LargeOffice> => {
  const office = made.get(place) ?? make(place, events);
  made.set(place, office);
  return office;
};
