import type { StoredEvent } from '../event.js';
import type { Checkpoint, Queryable, Reached } from './checkpoints.js';
import { EventFailed, FenceLost, isRefusedData } from './failures.js';
import { foldBatch } from './fold-batch.js';
import { FoldedRows } from './folded-rows.js';
import type { AnyProjection } from './projection.js';
import type { ReadModelTable } from './read-model-table.js';
import type { ProjectionSettings } from './settings.js';

/** Folds batches of the log into one table, whose checkpoint it holds, and moves the checkpoint with them. */
export class BatchWriter {
  private readonly rows: FoldedRows;

  constructor(
    private readonly projection: AnyProjection,
    private readonly settings: Pick<ProjectionSettings, 'store' | 'schemas'>,
    private readonly db: Queryable,
    private readonly table: ReadModelTable,
    private held: Checkpoint,
  ) {
    this.rows = new FoldedRows(projection, (keys) => table.read(db, keys));
  }

  /** Where the model stands. */
  get checkpoint(): Checkpoint {
    return this.held;
  }

  /**
   * Takes events that follow the checkpoint, in log order. A failing event does not take the events before it with
   * it: they are in, and the checkpoint stands right before it.
   *
   * @throws EventFailed
   * @throws FenceLost — somebody else has taken over; nothing more may be written with this writer.
   */
  async write(events: readonly StoredEvent[]): Promise<void> {
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined) return;
    try {
      await this.advance(events, last);
    } catch (error) {
      this.rows.drop();
      if (!(error instanceof EventFailed) && !isRefusedData(error)) throw error;
      if (events.length === 1) throw error instanceof EventFailed ? error : new EventFailed(first, error);
      for (const event of events) await this.write([event]);
    }
  }

  private async advance(events: readonly StoredEvent[], last: StoredEvent): Promise<void> {
    const changes = await foldBatch(this.settings, this.projection, this.rows, events, last);
    const reached: Reached = {
      position: last.position,
      ordinal: this.held.ordinal + events.length,
      lastEventId: last.id,
    };
    if (!(await this.table.advance(this.db, changes, this.held, reached))) {
      throw new FenceLost(`${this.projection.name}: somebody else has taken it over`);
    }
    this.held = { ...this.held, ...reached };
  }
}
