import { fileURLToPath } from 'node:url';
import { byTurns } from '../measure.js';
import { runPeer } from '../peer.js';
import { openReadModels } from '../read-models.js';
import type { Row } from '../row.js';
import { firstEvents } from './first-events.js';
import { keepByTypeOrm } from './by-typeorm.js';
import { rebuildRate } from './rebuild.js';

/** Of a reference that is slower than this in a second, a rate on the first events is enough. */
const FIRST_EVENTS = 5_000;

export const rebuildTypeOrm: Row = {
  name: 'rebuild-typeorm',
  what: 'fresh rebuild of all read models',
  reference: `TypeORM find + save per event, the first ${String(FIRST_EVENTS)}`,
  unit: 'events/s',
  target: { ratioAtLeast: 250 },
  async measure(place, { events, runs }) {
    const log = await place.logDatabase('bench_typeorm', events);
    const models = await openReadModels(log.url);
    try {
      const first = await firstEvents(models.store, FIRST_EVENTS);
      return await byTurns(runs, rebuildRate(models, log), () => keepByTypeOrm(log.url, first));
    } finally {
      await models.close();
      await place.dropDatabase('bench_typeorm');
    }
  },
};

/** Where the compiled sources of the product are. */
const PROGRAM = fileURLToPath(new URL('../../..', import.meta.url));

export const rebuildEmmett: Row = {
  name: 'rebuild-emmett',
  what: 'fresh rebuild of all read models',
  reference: `emmett-postgresql 0.42.0, projections rebuilt in batches of 1,000, the first ${String(FIRST_EVENTS)}`,
  unit: 'events/s',
  target: { ratioAtLeast: 60 },
  async measure(place, { events, runs }) {
    const log = await place.logDatabase('bench_rebuild', events);
    const peer = await place.emptyDatabase('bench_emmett');
    const models = await openReadModels(log.url);
    const reference = async (): Promise<number> =>
      Number(await runPeer('emmett-rebuild', { program: PROGRAM, log: log.url, url: peer, count: FIRST_EVENTS }));
    try {
      return await byTurns(runs, rebuildRate(models, log), reference);
    } finally {
      await models.close();
      await place.dropDatabase('bench_rebuild');
      await place.dropDatabase('bench_emmett');
    }
  },
};
