import type { Position } from '../event.js';
import type { Checkpoint, ProjectionFailure, ProjectionState } from './checkpoints.js';
import type { RebuildNote } from './rebuild-notes.js';
import { LONG_WAY, type ProjectionSettings } from './settings.js';

/** One version of a read model, as an operator sees it. */
export interface ProjectionStatus {
  readonly model: string;
  readonly version: number;
  readonly state: ProjectionState;
  /** Programs of this version read these rows. */
  readonly serving: boolean;
  /** The version whose rows they read until then. */
  readonly borrows: number | null;
  /** A newer version is served; this one stays until it is dropped. */
  readonly superseded: boolean;
  /** Of a rebuild that some process is at work on. */
  readonly rebuild?: RebuildNote;
  /** This process keeps it. */
  readonly active: boolean;
  readonly position: Position | null;
  /** Events of the log up to the position. */
  readonly ordinal: number;
  /** Events of the whole log and how many of them are still to come; absent while too many to count are. */
  readonly headOrdinal?: number;
  readonly lag?: number;
  /** How long the oldest event still to come has been in the log; 0 at the head. */
  readonly lagMs: number;
  /** Events per second that this process took lately. */
  readonly ratePerSecond: number;
  readonly error: ProjectionFailure | null;
  readonly updatedAt: string;
}

type Store = ProjectionSettings['store'];

/** What is to come after a position. */
export interface Lag {
  readonly lag?: number;
  readonly headOrdinal?: number;
  readonly lagMs: number;
}

/** Reads at most one batch of the log, and nothing of it at the head. */
export const lagOf = async (
  store: Store,
  { position, ordinal }: Pick<Checkpoint, 'position' | 'ordinal'>,
  now: number = Date.now(),
): Promise<Lag> => {
  if (position === (await store.head())) return { lag: 0, headOrdinal: ordinal, lagMs: 0 };
  const after = position === null ? {} : { after: store.parsePosition(position) };
  for await (const batch of store.readAll({ ...after, batchSize: LONG_WAY })) {
    const recordedAt = batch[0]?.envelope.metadata.recordedAt;
    const lagMs = recordedAt === undefined ? 0 : Math.max(0, now - Date.parse(recordedAt));
    return batch.length < LONG_WAY ? { lag: batch.length, headOrdinal: ordinal + batch.length, lagMs } : { lagMs };
  }
  return { lag: 0, headOrdinal: ordinal, lagMs: 0 };
};
