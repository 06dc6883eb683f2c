import type pg from 'pg';
import type { Checkpoint, Queryable } from './checkpoints.js';
import type { Position } from '../event.js';
import type { AnyProjection } from './projection.js';
import { pointView, versionSchema, versionView } from './schema.js';
import type { ProjectionSettings } from './settings.js';

/**
 * Lets programs of this version read its rows, and people those of the newest version; to be called within a
 * transaction that holds its checkpoint. Versions before it stay, with their rows and their readers.
 */
export const serveVersion = async (client: pg.ClientBase, projection: AnyProjection): Promise<void> => {
  const { name, version } = projection;
  const schema = versionSchema(projection);
  await client.query(
    `UPDATE projections.checkpoints SET serving = true, borrows = NULL, state = 'running'
      WHERE model = $1 AND version = $2`,
    [name, version],
  );
  await pointView(client, projection, schema, versionView(projection));
  for (const each of await borrowersOf(client, projection)) {
    await pointView(client, projection, schema, versionView({ name, version: each }));
  }
  const newest = (await servedVersions(client, name))[0];
  if (newest === version) await pointView(client, projection, schema, name);
  await client.query(
    `SELECT pg_notify('read_models', json_build_object('model', model, 'version', version, 'position', position)::text)
       FROM projections.checkpoints WHERE model = $1 AND version = $2 AND position IS NOT NULL`,
    [name, version],
  );
};

/** Versions of a model that are served, the newest first. */
export const servedVersions = async (client: Queryable, model: string): Promise<readonly number[]> => {
  const served = await client.query<{ version: number }>(
    'SELECT version FROM projections.checkpoints WHERE model = $1 AND serving ORDER BY version DESC',
    [model],
  );
  return served.rows.map(({ version }) => version);
};

const borrowersOf = async (client: Queryable, { name, version }: AnyProjection): Promise<readonly number[]> => {
  const borrowers = await client.query<{ version: number }>(
    'SELECT version FROM projections.checkpoints WHERE model = $1 AND borrows = $2',
    [name, version],
  );
  return borrowers.rows.map((row) => row.version);
};

/** Whether a new version has caught up and waits to be served. */
export const waitsToServe = ({ state, serving }: Checkpoint): boolean => state === 'rebuilding' && !serving;

/** How old a look at the head may be to count as the head. */
const FRESH_MS = 1_000;

/** Says when a reader has come to the head of the log, also of one that never rests. */
export class CaughtUp {
  private seen: { readonly head: Position; readonly at: number } | undefined;

  constructor(private readonly store: ProjectionSettings['store']) {}

  async at(position: Position | null): Promise<boolean> {
    if (position === null) return false;
    while (this.seen === undefined || this.store.comparePositions(position, this.seen.head) >= 0) {
      if (this.seen !== undefined && performance.now() - this.seen.at < FRESH_MS) return true;
      const at = performance.now();
      this.seen = { head: await this.store.head(), at };
    }
    return false;
  }
}
