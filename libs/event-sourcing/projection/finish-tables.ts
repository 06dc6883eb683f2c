import type pg from 'pg';
import { isRefusedData } from './failures.js';
import type { ModelFold } from './model-fold.js';
import { countRows } from './schema.js';
import { inTransaction } from './transaction.js';

/** Connections that build indexes at the same time. */
const BUILDERS = 2;
const BUILD_MEMORY = '128MB';

type Build = (client: pg.ClientBase) => Promise<unknown>;

/** Makes keys and indexes of filled tables and counts their rows for the planner. A table whose rows do not fit fails alone. */
export const finishTables = async (pool: pg.Pool, folds: readonly ModelFold[]): Promise<void> => {
  const largestFirst = folds.toSorted((a, b) => b.table.rows - a.table.rows);
  const build = (builds: (fold: ModelFold) => readonly Build[]): Promise<void> =>
    buildAll(
      pool,
      largestFirst.flatMap((fold) => builds(fold).map((each) => ({ fold, build: each }))),
    );
  await build(({ table }) => [(client) => table.makeKey(client)]);
  await build(({ table }) => table.indexes().map((text) => (client) => client.query(text)));
  await build(({ projection, table }) => [(client) => client.query(countRows(projection, table.schema))]);
};

interface Task {
  readonly fold: ModelFold;
  readonly build: Build;
}

const buildAll = async (pool: pg.Pool, tasks: readonly Task[]): Promise<void> => {
  const waiting = tasks.values();
  const worker = async (): Promise<void> => {
    for (const { fold, build } of waiting) {
      if (fold.failure !== undefined) continue;
      await inTransaction(pool, async (client) => {
        await client.query(`SET LOCAL maintenance_work_mem = '${BUILD_MEMORY}'`);
        await build(client);
      }).catch((error: unknown) => {
        if (!isRefusedData(error) || !(error instanceof Error)) throw error;
        fold.fail(error);
      });
    }
  };
  await Promise.all(Array.from({ length: BUILDERS }, worker));
};
