import type { Queryable, Reached } from './checkpoints.js';
import { foldBatch } from './fold-batch.js';
import { FoldedRows } from './folded-rows.js';
import type { AnyProjection } from './projection.js';
import type { ReadModelTable } from './read-model-table.js';
import { BATCH_SIZE, type ProjectionSettings } from './settings.js';

/** Folds what came into the log since a finished table was folded; nobody else reads or writes that table. */
export class CatchUp {
  private rows: FoldedRows;

  constructor(
    private readonly settings: Pick<ProjectionSettings, 'store' | 'schemas'>,
    private readonly projection: AnyProjection,
    private readonly table: ReadModelTable,
    private readonly db: Queryable,
    private reached: Reached | undefined,
  ) {
    this.rows = this.noRows();
  }

  /** Where the table stands; nowhere before the first event. */
  get at(): Reached | undefined {
    return this.reached;
  }

  /** What was written since it stood there was rolled back. */
  goBackTo(reached: Reached | undefined): void {
    this.reached = reached;
    this.rows = this.noRows();
  }

  /**
   * Goes on to the head of the log.
   *
   * @throws EventFailed — the table is then worth nothing.
   */
  async advance(): Promise<void> {
    const { store } = this.settings;
    const after = this.reached === undefined ? {} : { after: this.reached.position };
    for await (const batch of store.readAll({ ...after, batchSize: BATCH_SIZE })) {
      const last = batch.at(-1);
      if (last === undefined) return;
      await this.table.write(this.db, await foldBatch(this.settings, this.projection, this.rows, batch, last));
      const ordinal = (this.reached?.ordinal ?? 0) + batch.length;
      this.reached = { position: last.position, ordinal, lastEventId: last.id };
    }
  }

  private noRows(): FoldedRows {
    return new FoldedRows(this.projection, (keys) => this.table.read(this.db, keys));
  }
}
