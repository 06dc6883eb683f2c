import type pg from 'pg';
import type { Position } from '../event.js';
import type { AnyProjection } from './projection.js';

/** `rebuilding`: a new version that has not reached the head of the log yet, and is not served before it has. */
export type ProjectionState = 'running' | 'rebuilding' | 'stopped';

/** Why a projection stopped, and at which event. */
export interface ProjectionFailure {
  /** `event-failed` · `log-mismatch` · `layout-changed` */
  readonly code: string;
  readonly message: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly type?: string;
}

/** How far one version of a read model has come. */
export interface Checkpoint {
  readonly model: string;
  readonly version: number;
  /** Of the last event seen, whether the model took it or ignored it; none before the first. */
  readonly position: Position | null;
  /** Events of the log up to the position. */
  readonly ordinal: number;
  readonly lastEventId: string | null;
  readonly logId: string;
  /** Raised by everyone who takes the model over; whoever writes under an older one writes nothing. */
  readonly epoch: number;
  readonly state: ProjectionState;
  /** Programs of this version read these rows. */
  readonly serving: boolean;
  /** As long as it is not served: the version with the same columns whose rows they read meanwhile. */
  readonly borrows: number | null;
  readonly error: ProjectionFailure | null;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** Where a checkpoint moves to. */
export interface Reached {
  readonly position: Position;
  readonly ordinal: number;
  readonly lastEventId: string;
}

export const CREATE_CHECKPOINTS = `
  CREATE SCHEMA IF NOT EXISTS projections;
  CREATE TABLE IF NOT EXISTS projections.checkpoints (
    model text NOT NULL,
    version integer NOT NULL,
    position text,
    ordinal bigint NOT NULL DEFAULT 0,
    last_event_id text,
    log_id text NOT NULL,
    epoch bigint NOT NULL DEFAULT 0,
    state text NOT NULL CHECK (state IN ('running', 'rebuilding', 'stopped')),
    serving boolean NOT NULL DEFAULT false,
    error json,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model, version)
  );
  ALTER TABLE projections.checkpoints ADD COLUMN IF NOT EXISTS borrows integer;
  CREATE TABLE IF NOT EXISTS projections.rebuilds (
    model text NOT NULL,
    version integer NOT NULL,
    ordinal bigint NOT NULL,
    total bigint NOT NULL,
    rate integer NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model, version)
  )`;

const FIELDS = `model, version, position, ordinal::float8 AS ordinal, last_event_id AS "lastEventId",
  log_id AS "logId", epoch::float8 AS epoch, state, serving, borrows, error,
  to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt"`;

/** A pool or one of its connections. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** All checkpoints, of served and other versions; none where no projection ever ran. */
export const loadCheckpoints = async (db: Queryable): Promise<readonly Checkpoint[]> => {
  const exists = await db.query<{ it: string | null }>(`SELECT to_regclass('projections.checkpoints')::text AS it`);
  if (typeof exists.rows[0]?.it !== 'string') return [];
  return (await db.query<Checkpoint>(`SELECT ${FIELDS} FROM projections.checkpoints ORDER BY model, version`)).rows;
};

export const loadCheckpoint = async (
  db: Queryable,
  { name, version }: AnyProjection,
  lock = false,
): Promise<Checkpoint | undefined> => {
  const text = `SELECT ${FIELDS} FROM projections.checkpoints WHERE model = $1 AND version = $2`;
  return (await db.query<Checkpoint>(lock ? `${text} FOR UPDATE` : text, [name, version])).rows[0];
};

/**
 * Takes a model over: from here on whoever held it before writes nothing. A stopped model is taken only where
 * `retryStopped` says so; otherwise there is no answer.
 */
export const acquireCheckpoint = async (
  db: Queryable,
  { name, version }: AnyProjection,
  retryStopped: boolean,
): Promise<Checkpoint | undefined> => {
  const taken = await db.query<Checkpoint>(
    `UPDATE projections.checkpoints
        SET epoch = epoch + 1, error = NULL, updated_at = now(),
            state = CASE WHEN state <> 'stopped' THEN state WHEN serving THEN 'running' ELSE 'rebuilding' END
      WHERE model = $1 AND version = $2 AND (state <> 'stopped' OR $3)
      RETURNING ${FIELDS}`,
    [name, version, retryStopped],
  );
  return taken.rows[0];
};

/** Nothing happens when somebody else has taken the model over. */
export const stopAtCheckpoint = async (
  db: Queryable,
  { model, version, epoch }: Checkpoint,
  failure: ProjectionFailure,
): Promise<void> => {
  await db.query(
    `UPDATE projections.checkpoints SET state = 'stopped', error = $4, updated_at = now()
      WHERE model = $1 AND version = $2 AND epoch = $3`,
    [model, version, epoch, JSON.stringify(failure)],
  );
};
