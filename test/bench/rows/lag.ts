import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { HttpClient } from '#platform/testing/http-client.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';
import { branchCount } from '../log/office-years.js';
import { quantile } from '../measure.js';
import { officeDatabase, startOffice } from '../office.js';
import type { Row } from '../row.js';
import { steadily } from '../steady.js';

const PER_SECOND = 200;
const SECONDS = 8;
const DATABASE = 'bench_lag';

/** When the log, and when each read model, came to which position, as PostgreSQL announced it. */
class Announcements {
  private readonly moves = new Map<string, { readonly position: number; readonly at: number }[]>();

  private constructor(private readonly client: pg.Client) {}

  static async listen(url: string): Promise<Announcements> {
    const client = new pg.Client({ connectionString: url });
    const announcements = new Announcements(client);
    client.on('notification', ({ channel, payload = '' }) => announcements.hear(channel, payload));
    await client.connect();
    await client.query('LISTEN log_head; LISTEN read_models');
    return announcements;
  }

  /** Milliseconds from the commit of an event until the last read model had it; none before all had. */
  lagOf(position: number): number | undefined {
    const committed = this.reached('log', position);
    const folded = PROJECTIONS.map(({ name }) => this.reached(name, position) ?? Number.NaN);
    const lag = committed === undefined ? Number.NaN : Math.max(...folded) - committed;
    return Number.isNaN(lag) ? undefined : Math.max(0, lag);
  }

  forget(): void {
    this.moves.clear();
  }

  close(): Promise<void> {
    return this.client.end();
  }

  private hear(channel: string, payload: string): void {
    const at = performance.now();
    if (channel === 'log_head') this.add('log', Number(payload), at);
    else {
      const { model, position } = JSON.parse(payload) as { model: string; position: string };
      this.add(model, Number(position), at);
    }
  }

  private add(who: string, position: number, at: number): void {
    const moves = this.moves.get(who) ?? [];
    this.moves.set(who, moves);
    moves.push({ position, at });
  }

  private reached(who: string, position: number): number | undefined {
    return this.moves.get(who)?.find((move) => move.position >= position)?.at;
  }
}

export const lag: Row = {
  name: 'lag',
  what: `projection lag at ${String(PER_SECOND)} commands/s, from the commit to the last of all read models, p99`,
  reference: '',
  unit: 'ms',
  target: { atMost: 100 },
  async measure(place, { events, runs }) {
    const log = await officeDatabase(place, DATABASE, events);
    const office = await startOffice(log.url);
    const heard = await Announcements.listen(log.url);
    const client = new HttpClient(office.url, { Authorization: `Bearer ${office.token}` });
    const branches = branchCount(events);
    const onePass = async (run: number): Promise<number> => {
      heard.forget();
      const positions: number[] = [];
      await steadily(PER_SECOND, SECONDS, async (nth) => {
        const code = `B${String(1 + (nth % branches)).padStart(4, '0')}`;
        const answer = await client.put(`/api/v1/branches/${code}/name`, {
          name: `党支部 ${String(run)} ${String(nth)}`,
        });
        if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
        positions.push(Number(answer.text('position')));
      });
      const lags: number[] = [];
      for (const position of positions) {
        while (heard.lagOf(position) === undefined) await sleep(20);
        lags.push(heard.lagOf(position) ?? 0);
      }
      return quantile(lags, 0.99);
    };
    try {
      await onePass(-1);
      const ours: number[] = [];
      for (let run = 0; run < runs; run += 1) ours.push(await onePass(run));
      return { ours };
    } finally {
      await heard.close();
      await office.close();
      await place.dropDatabase(DATABASE);
    }
  },
};
