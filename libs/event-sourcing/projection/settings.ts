import type pg from 'pg';
import type { EventStore } from '../event-store.js';
import type { EventSchemas } from '../schemas.js';

/** Structured log lines, fields first; a pino logger is one. */
export interface ProjectionLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const SILENT: ProjectionLog = { info: () => {}, warn: () => {}, error: () => {} };

/** Does what would keep this process from anything else, perhaps in another process. */
export interface HeavyWork {
  /**
   * Rebuilds these models in one pass. Rejects when any of them could not be; one that failed by an event has it in its
   * checkpoint.
   */
  rebuild(models: readonly string[]): Promise<unknown>;
}

/** What every part of the engine works on. */
export interface ProjectionSettings {
  readonly store: Pick<
    EventStore,
    'logId' | 'readStream' | 'readAll' | 'subscribeAll' | 'head' | 'eventAt' | 'comparePositions' | 'parsePosition'
  >;
  readonly schemas: Pick<EventSchemas, 'decode'>;
  /** Database of the read models; its role may create schemas in it. One connection of it is held while following. */
  readonly pool: pg.Pool;
  readonly log?: ProjectionLog;
  /** Events folded at a time; 500 when absent. */
  readonly batchSize?: number;
  /** In this process when absent. */
  readonly heavyWork?: HeavyWork;
  /** Bytes that the rows of all models may take in memory while they are rebuilt or verified; 64 MB when absent. */
  readonly rowsBytes?: number;
  /** Milliseconds between two looks at who holds a model; 1,000 when absent. */
  readonly watchEvery?: number;
}

export const BATCH_SIZE = 500;
export const WATCH_EVERY = 1_000;
/**
 * Milliseconds from one batch of a model to the next: where events come closely one after the other, each batch takes
 * several. The first one after a rest is taken at once.
 */
export const GATHER_MS = 15;
/** So many looks long a free model waits for the process whose share it is; then anybody takes it. */
export const LOOKS_OF_PATIENCE = 5;
/** As many events to come are folded at once rather than one batch after the other. */
export const LONG_WAY = 2_000;
