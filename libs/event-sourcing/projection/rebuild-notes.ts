import type pg from 'pg';
import type { FoldProgress, OnFoldProgress } from './fold-progress.js';
import type { AnyProjection } from './projection.js';

/** Milliseconds between two notes, and after how long one is of somebody who has died. */
const EVERY_MS = 500;
const STALE = '15 seconds';

/** How far a rebuild has come that some process is at work on. */
export interface RebuildNote {
  readonly ordinal: number;
  readonly total: number;
  readonly ratePerSecond: number;
  readonly secondsLeft?: number;
}

export interface NotedRebuild extends RebuildNote {
  readonly model: string;
  readonly version: number;
}

/** Notes progress where every process sees it; a note that cannot be made is left out. */
export const notingProgress = (
  pool: pg.Pool,
  projections: readonly AnyProjection[],
  onProgress: OnFoldProgress = () => {},
): OnFoldProgress => {
  let notedAt = -Infinity;
  return (progress) => {
    onProgress(progress);
    if (performance.now() - notedAt < EVERY_MS) return;
    notedAt = performance.now();
    void note(pool, projections, progress).catch(() => undefined);
  };
};

const note = (pool: pg.Pool, projections: readonly AnyProjection[], progress: FoldProgress): Promise<unknown> =>
  pool.query(
    `INSERT INTO projections.rebuilds (model, version, ordinal, total, rate)
     SELECT model, version, $3, $4, $5 FROM unnest($1::text[], $2::integer[]) AS noted (model, version)
     ON CONFLICT (model, version)
     DO UPDATE SET ordinal = EXCLUDED.ordinal, total = EXCLUDED.total, rate = EXCLUDED.rate, updated_at = now()`,
    [...namesAndVersions(projections), progress.ordinal, progress.total, progress.ratePerSecond],
  );

export const forgetProgress = async (pool: pg.Pool, projections: readonly AnyProjection[]): Promise<void> => {
  await pool.query(
    `DELETE FROM projections.rebuilds AS noted USING unnest($1::text[], $2::integer[]) AS done (model, version)
      WHERE noted.model = done.model AND noted.version = done.version`,
    namesAndVersions(projections),
  );
};

const namesAndVersions = (projections: readonly AnyProjection[]): [string[], number[]] => [
  projections.map(({ name }) => name),
  projections.map(({ version }) => version),
];

/** Rebuilds at work now; none where no projection ever ran. */
export const loadRebuilds = async (db: Pick<pg.ClientBase, 'query'>): Promise<readonly NotedRebuild[]> => {
  const exists = await db.query<{ it: string | null }>(`SELECT to_regclass('projections.rebuilds')::text AS it`);
  if (typeof exists.rows[0]?.it !== 'string') return [];
  const noted = await db.query<NotedRebuild>(
    `SELECT model, version, ordinal::float8 AS ordinal, total::float8 AS total, rate AS "ratePerSecond"
       FROM projections.rebuilds WHERE updated_at > now() - interval '${STALE}'`,
  );
  return noted.rows.map((each) => ({
    ...each,
    ...(each.ratePerSecond === 0 ? {} : { secondsLeft: Math.ceil((each.total - each.ordinal) / each.ratePerSecond) }),
  }));
};
