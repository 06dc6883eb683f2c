import pg from 'pg';
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import { ProjectionEngine } from '#event-sourcing/projection/engine.js';
import type { ReadModelVerdict } from '#event-sourcing/projection/verify-read-model.js';
import { checkChains } from '#event-sourcing/verify-chain.js';
import type { IntegrityFinding } from '#event-sourcing/event-store.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';
import { SCHEMAS } from '../../apps/composition/schemas.js';

export interface Verdict {
  readonly findings: readonly IntegrityFinding[];
  readonly models: readonly ReadModelVerdict[];
}

/** What is wrong with the log of a database, and each of its read models beside one folded from nothing. */
export const verdictOn = async (url: string): Promise<Verdict> => {
  const store = await openPostgresEventStore({ url, log: { warn: () => undefined } });
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  try {
    const findings: IntegrityFinding[] = [];
    for await (const finding of store.checkIntegrity()) findings.push(finding);
    for await (const finding of checkChains(store.logId, store.readAll())) findings.push(finding);
    const engine = new ProjectionEngine({ store, schemas: SCHEMAS, pool }, PROJECTIONS);
    return { findings, models: await engine.verify('all') };
  } finally {
    await pool.end();
    await store.close();
  }
};
