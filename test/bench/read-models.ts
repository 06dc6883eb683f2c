import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import { createPool } from '#platform/database/pool.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';
import { SCHEMAS } from '../../apps/composition/schemas.js';

/** The engine as the product makes it, on a log and read models in one database. */
export interface ReadModels {
  readonly engine: ProjectionEngine;
  readonly store: EventStore;
  close(): Promise<void>;
}

const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };

export const openReadModels = async (url: string): Promise<ReadModels> => {
  const store = await openPostgresEventStore({ url });
  const pool = createPool(url, { applicationName: 'bench' }, { warn: () => undefined });
  const engine = new ProjectionEngine({ store, schemas: SCHEMAS, pool, log }, PROJECTIONS);
  return {
    engine,
    store,
    close: async () => {
      await engine.stop();
      await store.close();
      await pool.end();
    },
  };
};
