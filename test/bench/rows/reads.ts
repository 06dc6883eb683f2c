import { HttpClient } from '#platform/testing/http-client.js';
import { branchCount } from '../log/office-years.js';
import { largeOffice } from '../large-office.js';
import { quantile } from '../measure.js';
import { startOffice } from '../office.js';
import type { LogDatabase, Place } from '../place.js';
import type { Row } from '../row.js';
import type { BenchSettings } from '../settings.js';
import { steadily } from '../steady.js';

const PER_SECOND = 50;
const SECONDS = 5;
const WARM_SECONDS = 2;

/** Of one branch, by its code. */
const PATHS = {
  timeline: (branch: string) => `/branches/${branch}/timeline`,
  ledger: (branch: string) => `/problems?branch=${branch}`,
  queue: () => '/work-queue',
} as const;

type Page = keyof typeof PATHS;

interface Read extends LogDatabase {
  /** The 99th percentile of each run, in milliseconds. */
  readonly times: ReadonlyMap<Page, readonly number[]>;
  /** Why there are none. */
  readonly failures: ReadonlyMap<Page, string>;
}

const rowName = (page: Page): string => `read-${page}`;

const taken = new WeakMap<Place, Promise<Read>>();

/** All pages by turns from one office, once for all the rows. */
const readTurns = (place: Place, settings: BenchSettings, events: number): Promise<Read> => {
  const turns = taken.get(place) ?? takeTurns(place, settings, events);
  taken.set(place, turns);
  return turns;
};

const takeTurns = async (place: Place, { runs, only = '' }: BenchSettings, events: number): Promise<Read> => {
  const log = await largeOffice(place, events);
  const office = await startOffice(log.url);
  const client = new HttpClient(office.url, { Authorization: `Bearer ${office.token}` });
  const pages = (Object.keys(PATHS) as Page[]).filter((page) => rowName(page).startsWith(only));
  const times = new Map<Page, number[]>(pages.map((page) => [page, []]));
  const failures = new Map<Page, string>();
  const passOf = async (page: Page, seconds: number): Promise<readonly number[]> => {
    if (failures.has(page)) return [];
    try {
      return [await onePass(client, page, events, seconds)];
    } catch (error) {
      failures.set(page, error instanceof Error ? error.message : String(error));
      return [];
    }
  };
  try {
    for (const page of pages) await passOf(page, WARM_SECONDS);
    for (let run = 0; run < runs; run += 1)
      for (const page of pages) times.get(page)?.push(...(await passOf(page, SECONDS)));
    return { ...log, times, failures };
  } finally {
    await office.close();
  }
};

const onePass = async (client: HttpClient, page: Page, events: number, seconds: number): Promise<number> => {
  const branches = branchCount(events);
  const times: number[] = [];
  await steadily(PER_SECOND, seconds, async (nth) => {
    const began = performance.now();
    const branch = `B${String(1 + ((nth * 7) % branches)).padStart(4, '0')}`;
    const answer = await client.get(`/api/v1${PATHS[page](branch)}`);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    times.push(performance.now() - began);
  });
  return quantile(times, 0.99);
};

const read = (page: Page, what: string): Row => ({
  name: rowName(page),
  what: `${what} at ${String(PER_SECOND)} requests/s, p99`,
  reference: '',
  unit: 'ms',
  target: { atMost: 20 },
  async measure(place, settings) {
    const { largeEvents } = settings;
    if (largeEvents === undefined) return { why: 'left out: --large-events 0' };
    const { events, times, failures } = await readTurns(place, settings, largeEvents);
    const failure = failures.get(page);
    if (failure !== undefined) return { why: failure };
    return {
      ours: times.get(page) ?? [],
      note: `${String(branchCount(largeEvents))} branches, ${String(events)} events; the target is for 1,000 and 1,000,000`,
    };
  },
});

export const readTimeline = read('timeline', 'timeline page');
export const readLedger = read('ledger', 'ledger page');
export const readQueue = read('queue', 'work queue');
