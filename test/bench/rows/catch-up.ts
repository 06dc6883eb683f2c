import { setTimeout as sleep } from 'node:timers/promises';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import { perSecond } from '../measure.js';
import { openReadModels } from '../read-models.js';
import { withClient, type LogDatabase, type Place } from '../place.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';

const DATABASE = 'bench_catch_up';

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
const behind = async (place: Place, events: number): Promise<LogDatabase> => {
  const log = await place.logDatabase(DATABASE, events);
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

/** How many events per second come live to read models that are served. */
export const catchUpRate = async (place: Place, events: number): Promise<number> => {
  const log = await behind(place, events);
  const models = await openReadModels(log.url);
  try {
    return await perSecond(log.events, async () => {
      models.engine.start();
      await untilAllAt(log.url, String(log.events));
    });
  } finally {
    await models.close();
    await place.dropDatabase(DATABASE);
  }
};
