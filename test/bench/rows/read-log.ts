import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import { copyLog } from '../copy-log.js';
import { byTurns, perSecond } from '../measure.js';
import type { Row } from '../row.js';

/** What is parsed is used, so that no engine leaves the parsing out. */
const sizeOf = (value: object): number => Object.keys(value).length;

export const readLog: Row = {
  name: 'read-log',
  what: 'reading the whole log through the port, envelopes and texts parsed',
  reference: 'COPY … BINARY, JSON.parse of envelope and texts',
  unit: 'events/s',
  target: { ratioAtLeast: 0.75 },
  async measure(place, { events, runs }) {
    const log = await place.logDatabase('bench_read', events);
    const store = await openPostgresEventStore({ url: log.url });
    let parsed = 0;
    const ours = (): Promise<number> =>
      perSecond(log.events, async () => {
        let count = 0;
        for await (const batch of store.readAll()) {
          for (const { envelope, texts } of batch) parsed += sizeOf(envelope) + sizeOf(texts);
          count += batch.length;
        }
        if (count !== log.events) throw new Error(`read ${String(count)} of ${String(log.events)} events`);
      });
    const reference = (): Promise<number> =>
      perSecond(log.events, () =>
        copyLog(log.url, ({ canonical, texts }) => {
          parsed +=
            sizeOf(JSON.parse(canonical) as object) + (texts === '{}' ? 0 : sizeOf(JSON.parse(texts) as object));
        }),
      );
    try {
      const figures = await byTurns(runs, ours, reference);
      if (parsed === 0) throw new Error('nothing was read');
      return figures;
    } finally {
      await store.close();
      await place.dropDatabase('bench_read');
    }
  },
};
