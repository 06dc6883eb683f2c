import type pg from 'pg';
import type { Checkpoint } from './checkpoints.js';
import type { Position } from '../event.js';
import type { AnyProjection } from './projection.js';
import { pointView, versionSchema } from './schema.js';
import type { ProjectionSettings } from './settings.js';

/**
 * Lets the stable name point at this version; to be called within a transaction that holds its checkpoint. The version
 * served before stays, with its rows.
 */
export const serveVersion = async (client: pg.ClientBase, projection: AnyProjection): Promise<void> => {
  const { name, version } = projection;
  await pointView(client, projection, versionSchema(projection));
  await client.query(
    `UPDATE projections.checkpoints
        SET serving = (version = $2), state = CASE WHEN version = $2 THEN 'running' ELSE state END
      WHERE model = $1`,
    [name, version],
  );
  await client.query(
    `SELECT pg_notify('read_models', json_build_object('model', model, 'position', position)::text)
       FROM projections.checkpoints WHERE model = $1 AND version = $2 AND position IS NOT NULL`,
    [name, version],
  );
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
