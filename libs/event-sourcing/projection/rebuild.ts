import type pg from 'pg';
import { BulkFold } from './bulk-fold.js';
import { CatchUp } from './catch-up.js';
import { loadCheckpoint, loadCheckpoints, stopAtCheckpoint } from './checkpoints.js';
import { EventFailed } from './failures.js';
import { finishTables } from './finish-tables.js';
import type { OnFoldProgress } from './fold-progress.js';
import type { ModelFold } from './model-fold.js';
import { LayoutChanged, prepareReadModel } from './prepare-read-model.js';
import type { AnyProjection } from './projection.js';
import { forgetProgress, notingProgress } from './rebuild-notes.js';
import { ReadModelTable } from './read-model-table.js';
import { dropSchema, scratchSchema } from './schema.js';
import { withScratchTables } from './scratch.js';
import type { ProjectionSettings } from './settings.js';
import { swapIn } from './swap.js';

export interface Rebuilt {
  readonly model: string;
  readonly version: number;
  /** Events of the log that it was folded from. */
  readonly ordinal: number;
  /** From the start of the pass over the log until it was put in place. */
  readonly seconds: number;
}

/**
 * Folds read models from nothing beside the live ones, all in one pass over the log, and puts each in its place in one
 * transaction. Readers see the old rows until then; a runner in any process steps back at the swap and takes up where
 * the rebuild stands. A stopped model runs again afterwards. Killed at any point it leaves the live models as they are.
 *
 * @throws EventFailed — an event cannot be folded; that model stays as it is, all others are rebuilt.
 * @throws AlreadyAtWork
 */
export const rebuildReadModels = async (
  settings: ProjectionSettings,
  projections: readonly AnyProjection[],
  onProgress?: OnFoldProgress,
): Promise<readonly Rebuilt[]> => {
  const { pool, store } = settings;
  const started = performance.now();
  for (const projection of projections) await prepare(pool, projection, store.logId);
  const total = Math.max(0, ...(await loadCheckpoints(pool)).map(({ ordinal }) => ordinal));
  return withScratchTables(settings, projections, 'rebuild', async (client) => {
    const targets = projections.map((projection) => ({ projection, schema: scratchSchema(projection, 'rebuild') }));
    const bulk = new BulkFold(settings, client, targets, total, notingProgress(pool, projections, onProgress));
    await bulk.run();
    await finishTables(pool, bulk.folds);
    const rebuilt: Rebuilt[] = [];
    for (const fold of bulk.folds) {
      const at = await putInPlace(settings, client, fold);
      if (at === undefined) continue;
      const { name: model, version } = fold.projection;
      rebuilt.push({ model, version, ordinal: at.ordinal, seconds: (performance.now() - started) / 1_000 });
    }
    await forgetProgress(pool, projections);
    for (const fold of bulk.folds) await tellFailure(pool, fold);
    const failure = bulk.folds.find((fold) => fold.failure !== undefined)?.failure;
    if (failure !== undefined) throw failure;
    return rebuilt;
  });
};

const prepare = async (pool: pg.Pool, projection: AnyProjection, logId: string): Promise<void> => {
  await prepareReadModel(pool, projection, logId, () => Promise.resolve(false)).catch((error: unknown) => {
    // A table of another layout is what a rebuild replaces.
    if (!(error instanceof LayoutChanged)) throw error;
  });
};

/** Nothing happens to a model that failed. */
const putInPlace = async (
  settings: ProjectionSettings,
  client: pg.ClientBase,
  fold: ModelFold,
): Promise<{ readonly ordinal: number } | undefined> => {
  const { projection, table, reached } = fold;
  if (fold.failure !== undefined) return undefined;
  const catchUp = new CatchUp(settings, projection, new ReadModelTable(projection, table.schema), client, reached);
  try {
    const at = await swapIn(client, projection, catchUp, settings.store.logId);
    await client.query(dropSchema(scratchSchema(projection, 'old')));
    return at ?? { ordinal: 0 };
  } catch (error) {
    if (!(error instanceof EventFailed)) throw error;
    fold.fail(error);
    return undefined;
  }
};

/** A version that is not served yet stops at the event that it cannot take; one that is goes on with what it has. */
const tellFailure = async (pool: pg.Pool, { projection, failure }: ModelFold): Promise<void> => {
  if (!(failure instanceof EventFailed)) return;
  const checkpoint = await loadCheckpoint(pool, projection);
  if (checkpoint === undefined || checkpoint.serving) return;
  const { message, stream, revision, type } = failure;
  await stopAtCheckpoint(pool, checkpoint, { code: 'event-failed', message, stream, revision, type });
};
