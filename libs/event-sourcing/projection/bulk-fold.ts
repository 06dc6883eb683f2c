import type pg from 'pg';
import type { Position, RecordedEvent, StoredEvent } from '../event.js';
import type { Reached } from './checkpoints.js';
import { EventFailed, isRefusedData } from './failures.js';
import { FillingTable } from './filling-table.js';
import { FoldMeter, type OnFoldProgress } from './fold-progress.js';
import { handles } from './fold.js';
import { ModelFold } from './model-fold.js';
import type { AnyProjection } from './projection.js';
import { amendmentsIn, Refold } from './refold.js';
import type { ProjectionSettings } from './settings.js';

/** Events read at a time: few enough to weigh little, many enough that a look into the tables is rare. */
const BATCH = 2_000;
/** What the rows of all models together may take in memory. */
const ROWS_BYTES = 64 * 2 ** 20;

export interface FoldTarget {
  readonly projection: AnyProjection;
  /** Schema of its empty table, which has no index yet. */
  readonly schema: string;
  /** The last event to take; absent: all that there are. */
  readonly upTo?: Position;
}

/**
 * Folds the log from nothing into the tables of many read models in one pass, each event decoded once. Rows stand in
 * memory as long as there is room; then the models whose rows are needed again the least write theirs out first.
 */
export class BulkFold {
  readonly folds: readonly ModelFold[];
  private readonly takers = new Map<string, readonly ModelFold[]>();
  private readonly meter: FoldMeter;
  /** Amendments by stream: the rows of what they amend are folded anew when all else is. */
  private readonly amendments = new Map<string, StoredEvent[]>();
  /** The write under way: the next one waits for it, folding does not. */
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: Pick<ProjectionSettings, 'store' | 'schemas' | 'rowsBytes'>,
    client: pg.ClientBase,
    targets: readonly FoldTarget[],
    total: number,
    onProgress?: OnFoldProgress,
  ) {
    this.folds = targets.map(
      ({ projection, schema, upTo }) => new ModelFold(projection, new FillingTable(client, projection, schema), upTo),
    );
    const models = targets.map(({ projection }) => projection.name);
    this.meter = new FoldMeter(models, total, onProgress);
  }

  /** To the head of the log, or as far as each wants. A model that fails takes no part any more; see its `failure`. */
  async run(): Promise<void> {
    let ordinal = 0;
    for await (const batch of this.settings.store.readAll({ batchSize: BATCH })) {
      const last = batch.at(-1);
      if (last === undefined) break;
      const wanted = this.open.map((fold) => ({ fold, events: this.wantedBy(fold, batch) }));
      if (wanted.every(({ events }) => events === 0)) break;
      await this.take(batch, new Map(wanted.map(({ fold, events }) => [fold, events])));
      for (const { fold, events } of wanted) fold.reached = reachedBy(batch, events, ordinal) ?? fold.reached;
      ordinal += batch.length;
      this.meter.add(batch.length);
      for (const event of amendmentsIn(batch)) this.noteAmendment(event);
      await this.keepWithinLimit();
    }
    for (const amendments of this.amendments.values()) await this.amend(amendments);
    for (const fold of this.open) this.write(fold, 0, 'last');
    await this.writing;
  }

  private get open(): readonly ModelFold[] {
    return this.folds.filter(({ failure }) => failure === undefined);
  }

  private get weight(): number {
    return this.folds.reduce((sum, { rows }) => sum + rows.weight, 0);
  }

  /** How many of these events, from the first one on, the model takes. */
  private wantedBy({ upTo }: ModelFold, batch: readonly StoredEvent[]): number {
    const last = batch.at(-1);
    const { comparePositions } = this.settings.store;
    if (upTo === undefined || last === undefined || comparePositions(last.position, upTo) <= 0) return batch.length;
    const beyond = batch.findIndex(({ position }) => comparePositions(position, upTo) > 0);
    return beyond === -1 ? batch.length : beyond;
  }

  private async take(batch: readonly StoredEvent[], wanted: ReadonlyMap<ModelFold, number>): Promise<void> {
    batch.forEach((stored, index) => {
      const takers = this.takersOf(stored.type).filter((fold) => index < (wanted.get(fold) ?? 0));
      if (takers.length === 0) return;
      const event = this.decoded(stored, takers);
      if (event !== undefined) for (const fold of takers) fold.take(event);
    });
    for (const fold of this.open) {
      if (fold.lacksRows) {
        await this.writing;
        await fold.bringBack();
      }
      fold.apply();
    }
  }

  private takersOf(type: string): readonly ModelFold[] {
    const known = this.takers.get(type);
    if (known !== undefined) return known;
    const takers = this.folds.filter(({ projection }) => handles(projection, type));
    this.takers.set(type, takers);
    return takers;
  }

  private decoded(stored: StoredEvent, takers: readonly ModelFold[]): RecordedEvent | undefined {
    try {
      return this.settings.schemas.decode(stored);
    } catch (cause) {
      for (const fold of takers) fold.fail(new EventFailed(stored, cause));
      return undefined;
    }
  }

  private noteAmendment(event: StoredEvent): void {
    const known = this.amendments.get(event.stream);
    if (known === undefined) this.amendments.set(event.stream, [event]);
    else known.push(event);
  }

  /** What an amendment changes lies in few streams, and only these are read once more. */
  private async amend(amendments: readonly StoredEvent[]): Promise<void> {
    const { comparePositions } = this.settings.store;
    for (const fold of this.open) {
      const { reached } = fold;
      if (reached === undefined) continue;
      const taken = amendments.filter(({ position }) => comparePositions(position, reached.position) <= 0);
      const last = taken.at(-1);
      if (last === undefined) continue;
      try {
        const rows = await new Refold(this.settings, fold.projection, reached.position).rowsOf(taken);
        await this.writing;
        await fold.replace(rows, last);
      } catch (error) {
        if (!(error instanceof EventFailed)) throw error;
        fold.fail(error);
      }
      await this.keepWithinLimit();
    }
  }

  private async keepWithinLimit(): Promise<void> {
    const limit = this.settings.rowsBytes ?? ROWS_BYTES;
    if (this.weight > limit) await this.makeRoom(limit / 2);
  }

  private async makeRoom(upTo: number): Promise<void> {
    await this.writing;
    const givers = this.open.toSorted(
      (a, b) => a.table.returnRate - b.table.returnRate || b.rows.weight - a.rows.weight,
    );
    for (const fold of givers) {
      const excess = this.weight - upTo;
      if (excess <= 0) return;
      this.write(fold, Math.max(0, fold.rows.weight - excess));
    }
  }

  /** Hands the coldest rows over to the table, without waiting for it. */
  private write(fold: ModelFold, upTo: number, turn?: 'last'): void {
    const released = [...fold.rows.release(upTo)];
    // Of the last ones nobody asks for any again.
    if (turn === undefined) fold.table.expect(released.map(([key]) => key));
    const rows = released.map(([, row]) => row);
    this.writing = this.writing
      .then(() => fold.table.add(rows))
      .catch((error: unknown) => {
        if (!isRefusedData(error) || !(error instanceof Error)) throw error;
        fold.fail(error);
      });
    // Whoever waits for it is told; until then it has not failed unheard.
    this.writing.catch(() => undefined);
  }
}

const reachedBy = (batch: readonly StoredEvent[], events: number, before: number): Reached | undefined => {
  const last = batch[events - 1];
  return last && { position: last.position, ordinal: before + events, lastEventId: last.id };
};
