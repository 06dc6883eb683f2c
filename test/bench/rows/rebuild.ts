import { byTurns, perSecond, type Measured } from '../measure.js';
import type { LogDatabase } from '../place.js';
import { openReadModels, type ReadModels } from '../read-models.js';
import type { Row } from '../row.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';
import { buildBySql, digestBySql } from './by-sql.js';

/** A fresh rebuild of all read models, in events of the log per second. */
export const rebuildRate =
  ({ engine }: ReadModels, { events }: LogDatabase): Measured =>
  () =>
    perSecond(events, () => engine.rebuild('all'));

/** By name: those whose tables are not the same, row by row. */
const differing = async ({ engine }: ReadModels, url: string): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const projection of PROJECTIONS) {
    const ours = await engine.digest(projection.name);
    const theirs = await digestBySql(url, projection);
    if (ours.rows === 0) names.push(`${projection.name} (empty)`);
    else if (ours.digest !== theirs.digest)
      names.push(`${projection.name} (${String(theirs.rows)} of ${String(ours.rows)} rows)`);
  }
  return names;
};

export const rebuildSql: Row = {
  name: 'rebuild-sql',
  what: 'fresh rebuild of all read models',
  reference: 'hand-written INSERT … SELECT of the same tables and indexes',
  unit: 'events/s',
  target: { ratioAtLeast: 0.6 },
  stretch: 0.9,
  async measure(place, { events, runs }) {
    const log = await place.logDatabase('bench_rebuild', events);
    const models = await openReadModels(log.url);
    try {
      const figures = await byTurns(runs, rebuildRate(models, log), () =>
        perSecond(log.events, () => buildBySql(log.url)),
      );
      const wrong = await differing(models, log.url);
      if (wrong.length > 0) return { why: `the reference has other rows: ${wrong.join(', ')}` };
      return { ...figures, note: `all ${String(PROJECTIONS.length)} tables have the same digest on both sides` };
    } finally {
      await models.close();
      await place.dropDatabase('bench_rebuild');
    }
  },
};
