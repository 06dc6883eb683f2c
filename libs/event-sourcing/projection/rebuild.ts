import type pg from 'pg';
import { loadCheckpoint, type Reached } from './checkpoints.js';
import { LogFold, type OnFoldProgress } from './fold-log.js';
import { LayoutChanged, prepareReadModel } from './prepare-read-model.js';
import type { AnyProjection } from './projection.js';
import { ReadModelTable } from './read-model-table.js';
import { dropSchema, renameSchema, scratchSchema, versionSchema } from './schema.js';
import { withScratchTable } from './scratch.js';
import { serveVersion } from './serve.js';
import type { ProjectionSettings } from './settings.js';

export interface Rebuilt {
  readonly model: string;
  readonly version: number;
  /** Events of the log that it was folded from. */
  readonly ordinal: number;
  readonly seconds: number;
}

/**
 * Folds a read model from nothing beside the live one and puts it in its place in one transaction. Readers see the old
 * rows until then; a runner in any process steps back at the swap and takes up where the rebuild stands. A stopped
 * model runs again afterwards. Killed at any point it leaves the live model as it is.
 *
 * @throws EventFailed — an event cannot be folded; nothing changed.
 * @throws AlreadyAtWork
 */
export const rebuildReadModel = async (
  settings: ProjectionSettings,
  projection: AnyProjection,
  onProgress?: OnFoldProgress,
): Promise<Rebuilt> => {
  const { pool, store } = settings;
  const started = performance.now();
  await prepareReadModel(pool, projection, store.logId).catch((error: unknown) => {
    // A table of another layout is what a rebuild replaces.
    if (!(error instanceof LayoutChanged)) throw error;
  });
  const total = (await loadCheckpoint(pool, projection))?.ordinal ?? 0;
  const at = await withScratchTable(settings, projection, 'rebuild', async (client, schema) => {
    const fold = new LogFold(settings, projection, new ReadModelTable(projection, schema), client, total, onProgress);
    await fold.advance();
    return swap(client, projection, fold, store.logId);
  });
  await pool.query(dropSchema(scratchSchema(projection, 'old')));
  const seconds = (performance.now() - started) / 1_000;
  return { model: projection.name, version: projection.version, ordinal: at?.ordinal ?? 0, seconds };
};

const swap = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  fold: LogFold,
  logId: string,
): Promise<Reached | undefined> => {
  const [live, built, old] = [
    versionSchema(projection),
    scratchSchema(projection, 'rebuild'),
    scratchSchema(projection, 'old'),
  ];
  await client.query(`${dropSchema(old)}; BEGIN`);
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
