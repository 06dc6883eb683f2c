import type { Position } from '../event.js';
import type { Queryable, Reached } from './checkpoints.js';
import { decodeBatch } from './decode-batch.js';
import { FoldedRows } from './folded-rows.js';
import type { AnyProjection } from './projection.js';
import { RateMeter } from './rate-meter.js';
import type { ReadModelTable } from './read-model-table.js';
import { BATCH_SIZE, type ProjectionSettings } from './settings.js';

/** How far a long piece of work has come. */
export interface FoldProgress {
  readonly model: string;
  /** Events of the log read so far. */
  readonly ordinal: number;
  /** Events to read in all, as far as it is known at the start; more may come meanwhile. */
  readonly total: number;
  readonly ratePerSecond: number;
  /** Absent before a rate is known. */
  readonly secondsLeft?: number;
}

export type OnFoldProgress = (progress: FoldProgress) => void;

/** Folds the log from nothing into a table that nobody else reads or writes. */
export class LogFold {
  private reached: Reached | undefined;
  private readonly rows: FoldedRows;
  private readonly rate = new RateMeter();

  constructor(
    private readonly settings: ProjectionSettings,
    private readonly projection: AnyProjection,
    private readonly table: ReadModelTable,
    private readonly db: Queryable,
    private readonly total: number,
    private readonly onProgress: OnFoldProgress = () => {},
  ) {
    this.rows = new FoldedRows(projection, (keys) => table.read(db, keys));
  }

  /** Where the table stands; nowhere before the first event. */
  get at(): Reached | undefined {
    return this.reached;
  }

  /**
   * Goes on to the head of the log, or up to and with one position.
   *
   * @throws EventFailed — the table is then worth nothing.
   */
  async advance(upTo?: Position): Promise<void> {
    const { store, schemas, batchSize = BATCH_SIZE } = this.settings;
    const after = this.reached === undefined ? {} : { after: this.reached.position };
    for await (const batch of store.readAll({ ...after, batchSize })) {
      const events =
        upTo === undefined ? batch : batch.filter(({ position }) => store.comparePositions(position, upTo) <= 0);
      const last = events.at(-1);
      if (last === undefined) return;
      await this.table.write(this.db, await this.rows.fold(decodeBatch(this.projection, schemas, events)));
      const ordinal = (this.reached?.ordinal ?? 0) + events.length;
      this.reached = { position: last.position, ordinal, lastEventId: last.id };
      this.rate.add(events.length);
      this.tell(ordinal);
      if (events.length < batch.length) return;
    }
  }

  private tell(ordinal: number): void {
    const ratePerSecond = this.rate.perSecond;
    const total = Math.max(this.total, ordinal);
    const left = ratePerSecond === 0 ? {} : { secondsLeft: Math.ceil((total - ordinal) / ratePerSecond) };
    this.onProgress({ model: this.projection.name, ordinal, total, ratePerSecond, ...left });
  }
}
