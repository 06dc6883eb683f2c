import { HttpClient } from '#platform/testing/http-client.js';
import { branchCount } from '../log/office-years.js';
import { quantile } from '../measure.js';
import { officeDatabase, startOffice } from '../office.js';
import type { Row } from '../row.js';
import { steadily } from '../steady.js';

const PER_SECOND = 50;
const SECONDS = 6;
const DATABASE = 'bench_reads';

const read = (name: string, what: string, path: (branch: string) => string): Row => ({
  name: `read-${name}`,
  what: `${what} at ${String(PER_SECOND)} requests/s, p99`,
  reference: '',
  unit: 'ms',
  target: { atMost: 20 },
  async measure(place, { events, runs }) {
    const log = await officeDatabase(place, DATABASE, events);
    const office = await startOffice(log.url);
    const client = new HttpClient(office.url, { Authorization: `Bearer ${office.token}` });
    const branches = branchCount(events);
    const onePass = async (seconds: number): Promise<number> => {
      const times: number[] = [];
      await steadily(PER_SECOND, seconds, async (nth) => {
        const began = performance.now();
        const answer = await client.get(`/api/v1${path(`B${String(1 + ((nth * 7) % branches)).padStart(4, '0')}`)}`);
        if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
        times.push(performance.now() - began);
      });
      return quantile(times, 0.99);
    };
    try {
      await onePass(2);
      const ours: number[] = [];
      for (let run = 0; run < runs; run += 1) ours.push(await onePass(SECONDS));
      return { ours, note: `${String(branches)} branches, ${String(log.events)} events` };
    } finally {
      await office.close();
      await place.dropDatabase(DATABASE);
    }
  },
});

export const readTimeline = read('timeline', 'timeline page', (branch) => `/branches/${branch}/timeline`);
export const readLedger = read('ledger', 'ledger page', (branch) => `/problems?branch=${branch}`);
export const readQueue = read('queue', 'work queue', () => '/work-queue');
