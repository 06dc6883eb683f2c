import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import { checkChains } from '#event-sourcing/verify-chain.js';
import { copyLog } from '../copy-log.js';
import { byTurns, perSecond } from '../measure.js';
import type { Row } from '../row.js';

export const verify: Row = {
  name: 'verify',
  what: 'verify of the hash chains and text digests',
  reference: 'the same rows read by COPY and hashed, texts too; nothing compared',
  unit: 'events/s',
  target: { ratioAtLeast: 0.7 },
  async measure(place, { events, runs }) {
    const log = await place.logDatabase('bench_verify', events);
    const store = await openPostgresEventStore({ url: log.url });
    const ours = (): Promise<number> =>
      perSecond(log.events, async () => {
        for await (const finding of checkChains(store.logId, store.readAll())) throw new Error(finding.detail);
      });
    const reference = (): Promise<number> =>
      perSecond(log.events, () =>
        copyLog(log.url, ({ canonical, texts }) => {
          createHash('sha256').update(canonical, 'utf8').digest('hex');
          if (texts !== '{}') for (const text of textsOf(texts)) digestOf(text);
        }),
      );
    try {
      return await byTurns(runs, ours, reference);
    } finally {
      await store.close();
      await place.dropDatabase('bench_verify');
    }
  },
};

const textsOf = (texts: string): readonly unknown[] => Object.values(JSON.parse(texts) as object);

/** As RFC 9901 digests a disclosure. */
const digestOf = (saltAndText: unknown): string => {
  const disclosure = Buffer.from(canonicalize(saltAndText) ?? '', 'utf8').toString('base64url');
  return createHash('sha256').update(disclosure, 'ascii').digest('base64url');
};
