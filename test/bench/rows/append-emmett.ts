import { byTurns, perSecond } from '../measure.js';
import { runPeer } from '../peer.js';
import type { Row } from '../row.js';
import { appendTo, withEmptyLog } from './append.js';
import { newAppends } from './appends.js';

const CALLERS = 20;
const SECONDS = 3;

export const appendTwentyEmmett: Row = {
  name: 'append-20-emmett',
  what: `append, ${String(CALLERS)} callers, total order and conflict check`,
  reference: `emmett-postgresql 0.42.0, ${String(CALLERS)} callers`,
  unit: 'appends/s',
  target: { ratioAtLeast: 5 },
  async measure(place, { runs }) {
    const peer = await place.emptyDatabase('bench_emmett');
    return withEmptyLog(place, 'bench_append', async ({ store }) => {
      const rate = (count: number): Promise<number> => {
        const appends = newAppends(store.logId, count);
        return perSecond(count, () => appendTo(store, CALLERS)(appends));
      };
      const reference = async (): Promise<number> =>
        Number(await runPeer('emmett-append', { url: peer, callers: CALLERS, seconds: SECONDS }));
      try {
        const warm = await rate(500);
        await reference();
        return await byTurns(runs, () => rate(Math.ceil(warm * SECONDS)), reference);
      } finally {
        await place.dropDatabase('bench_emmett');
      }
    });
  },
};
