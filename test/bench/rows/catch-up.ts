import { setTimeout as sleep } from 'node:timers/promises';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import { byTurns, perSecond } from '../measure.js';
import type { Place } from '../place.js';
import { openReadModels } from '../read-models.js';
import type { Row } from '../row.js';
import { withClient } from '../place.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';
import { buildBySql } from './by-sql.js';

const MODELS = 'bench_catch_up';

/** Longer than any catch-up takes. */
const PATIENCE_MS = 240_000;

/** Until every read model is served and stands at a position. */
const untilAllAt = (url: string, position: string): Promise<void> =>
  withClient(url, async (client) => {
    for (const patience = performance.now() + PATIENCE_MS; performance.now() < patience; await sleep(20)) {
      const checkpoints = await loadCheckpoints(client);
      if (checkpoints.filter((each) => each.serving && each.position === position).length === PROJECTIONS.length)
        return;
    }
    throw new Error(`the read models do not come to position ${position}`);
  });

/**
 * A log that the read models have seen the first event of, and no more: they are served, with all indexes, and what
 * follows comes to them as it does live. Then the rest of the log is put back.
 */
const behind = async (place: Place, events: number): Promise<{ readonly url: string; readonly events: number }> => {
  const log = await place.logDatabase(MODELS, events);
  await withClient(log.url, (client) =>
    client.query(`CREATE TABLE aside AS SELECT position, log_hash FROM log.head;
      ALTER TABLE log.events RENAME TO all_events;
      CREATE VIEW log.events AS SELECT * FROM log.all_events WHERE position <= 1;
      GRANT SELECT ON log.events TO PUBLIC;
      UPDATE log.head SET position = 1, log_hash = (SELECT log_hash FROM log.all_events WHERE position = 1)`),
  );
  const models = await openReadModels(log.url);
  try {
    models.engine.start();
    await untilAllAt(log.url, '1');
  } finally {
    await models.close();
  }
  await withClient(log.url, (client) =>
    client.query(`DROP VIEW log.events; ALTER TABLE log.all_events RENAME TO events;
      UPDATE log.head SET (position, log_hash) = (SELECT position, log_hash FROM aside); DROP TABLE aside`),
  );
  return log;
};

export const catchUp: Row = {
  name: 'catch-up',
  what: 'live catch-up: indexed tables that are served, checkpoint per batch',
  reference: 'the same INSERT … SELECT',
  unit: 'events/s',
  target: { ratioAtLeast: 0.35 },
  async measure(place, { events, runs }) {
    const reference = await place.logDatabase('bench_catch_up_sql', events);
    try {
      return await byTurns(
        runs,
        async () => {
          const log = await behind(place, events);
          const models = await openReadModels(log.url);
          try {
            return await perSecond(log.events, async () => {
              models.engine.start();
              await untilAllAt(log.url, String(log.events));
            });
          } finally {
            await models.close();
          }
        },
        () => perSecond(reference.events, () => buildBySql(reference.url)),
      );
    } finally {
      await place.dropDatabase(MODELS);
      await place.dropDatabase('bench_catch_up_sql');
    }
  },
};
