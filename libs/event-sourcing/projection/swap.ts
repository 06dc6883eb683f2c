import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { CatchUp } from './catch-up.js';
import { loadCheckpoint, type Reached } from './checkpoints.js';
import { BackOff } from './failures.js';
import { DDL_LOCK } from './prepare-read-model.js';
import type { AnyProjection } from './projection.js';
import { dropSchema, renameSchema, scratchSchema, versionSchema } from './schema.js';
import { serveVersion } from './serve.js';

/** Longest that one attempt may hold up readers and writers that come while it waits for those at work. */
const LONGEST_WAIT = '300ms';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Puts a finished table in the place of the live one in one transaction, at the head of the log. An attempt that has to
 * wait for a long reader is given up and made again, so that nobody else waits for that reader.
 *
 * @returns where the new rows stand.
 */
export const swapIn = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  fold: CatchUp,
  logId: string,
): Promise<Reached | undefined> => {
  const backOff = new BackOff();
  for (;;) {
    await fold.advance();
    const before = fold.at;
    try {
      return await swapOnce(client, projection, fold, logId);
    } catch (error) {
      await client.query('ROLLBACK');
      if (!(error instanceof pg.DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
      fold.goBackTo(before);
      await sleep(backOff.next());
    }
  }
};

const swapOnce = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  fold: CatchUp,
  logId: string,
): Promise<Reached | undefined> => {
  const [live, built, old] = [
    versionSchema(projection),
    scratchSchema(projection, 'rebuild'),
    scratchSchema(projection, 'old'),
  ];
  await client.query(dropSchema(old));
  await client.query('BEGIN');
  await client.query(`SET LOCAL lock_timeout = '${LONGEST_WAIT}'`);
  // Nobody looks at which tables there are while they change their names.
  await client.query(DDL_LOCK);
  // Whoever follows the log waits here, so that the new rows do not stand behind the old ones.
  await loadCheckpoint(client, projection, true);
  await fold.advance();
  await client.query(`${renameSchema(live, old)}; ${renameSchema(built, live)}`);
  const at = fold.at;
  await client.query(
    `UPDATE projections.checkpoints
        SET position = $3, ordinal = $4, last_event_id = $5, log_id = $6, epoch = epoch + 1, state = 'running',
            error = NULL, updated_at = now()
      WHERE model = $1 AND version = $2`,
    [projection.name, projection.version, at?.position, at?.ordinal ?? 0, at?.lastEventId, logId],
  );
  await serveVersion(client, projection);
  await client.query('COMMIT');
  return at;
};
