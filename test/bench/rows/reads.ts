import { Agent, get } from 'node:http';
import { branchCount } from '../log/office-years.js';
import { largeOffice } from '../large-office.js';
import { quantile } from '../measure.js';
import { startOffice, type RunningOffice } from '../office.js';
import type { LogDatabase, Place } from '../place.js';
import type { Row } from '../row.js';
import type { BenchSettings } from '../settings.js';
import { steadily } from '../steady.js';

const PER_SECOND = 50;
const SECONDS = 5;
/** More at once than there are connections, so that each of them has seen every table, as after a morning's work. */
const WARM = { atOnce: 20, times: 25 };

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
  const pages = (Object.keys(PATHS) as Page[]).filter((page) => rowName(page).startsWith(only));
  const times = new Map<Page, number[]>(pages.map((page) => [page, []]));
  const failures = new Map<Page, string>();
  const trying = async (page: Page, work: () => Promise<unknown>): Promise<void> => {
    if (failures.has(page)) return;
    try {
      await work();
    } catch (error) {
      failures.set(page, error instanceof Error ? error.message : String(error));
    }
  };
  const branches = branchCount(events);
  try {
    for (const page of pages) await trying(page, () => warm(office, page, branches));
    for (let run = 0; run < runs; run += 1)
      for (const page of pages)
        await trying(page, async () => times.get(page)?.push(await onePass(office, page, branches)));
    return { ...log, times, failures };
  } finally {
    await office.close();
  }
};

const onePass = async (office: RunningOffice, page: Page, branches: number): Promise<number> => {
  const times: number[] = [];
  await steadily(PER_SECOND, SECONDS, async (nth) => {
    const began = performance.now();
    await ask(office, page, nth, branches);
    times.push(performance.now() - began);
  });
  return quantile(times, 0.99);
};

const warm = async (office: RunningOffice, page: Page, branches: number): Promise<void> => {
  for (let nth = 0; nth < WARM.times * WARM.atOnce; nth += WARM.atOnce)
    await Promise.all(Array.from({ length: WARM.atOnce }, (_, one) => ask(office, page, nth + one, branches)));
};

const connections = new Agent({ keepAlive: true });

/** To its last byte. What is sent is not looked into: that would be work of the client. */
const ask = ({ url, token }: RunningOffice, page: Page, nth: number, branches: number): Promise<void> => {
  const branch = `B${String(1 + ((nth * 7) % branches)).padStart(4, '0')}`;
  const headers = { Authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const request = get(`${url}/api/v1${PATHS[page](branch)}`, { agent: connections, headers }, (answer) => {
      answer.resume().on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${PATHS[page](branch)}: ${String(answer.statusCode)}`));
      });
    });
    request.on('error', reject);
  });
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
