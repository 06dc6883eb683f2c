import type { Position, RecordedEvent, StoredEvent } from '../event.js';
import type { Reached } from './checkpoints.js';
import { EventFailed } from './failures.js';
import type { FillingTable } from './filling-table.js';
import { applyEvent, keysOf, type Rows } from './fold.js';
import { HeldRows } from './held-rows.js';
import type { AnyProjection } from './projection.js';

interface Step {
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
}

/** One read model in a pass over the log: its rows in memory, the cold ones in its table. */
export class ModelFold {
  readonly rows: HeldRows;
  reached: Reached | undefined;
  private error: Error | undefined;
  private steps: Step[] = [];
  private missing = new Set<string>();

  constructor(
    readonly projection: AnyProjection,
    readonly table: FillingTable,
    /** The last event to take; absent: all that there are. */
    readonly upTo?: Position,
  ) {
    this.rows = new HeldRows(projection);
  }

  /** Why it takes part no longer. */
  get failure(): Error | undefined {
    return this.error;
  }

  /** Its rows are worth nothing any more; other models go on. */
  fail(error: Error): void {
    this.error ??= error;
    this.rows.clear();
    this.steps = [];
    this.missing.clear();
  }

  /** Takes an event in for the next `apply`. */
  take(event: RecordedEvent): void {
    if (this.error !== undefined) return;
    try {
      const keys = keysOf(this.projection, event);
      this.steps.push({ event, keys });
      for (const key of keys) {
        if (!this.rows.has(key) && this.table.mayHave(key)) this.missing.add(key);
      }
    } catch (cause) {
      this.fail(new EventFailed(event, cause));
    }
  }

  /** Rows of its table are needed for the next `apply`, which `bringBack` gets. */
  get lacksRows(): boolean {
    return this.missing.size > 0;
  }

  async bringBack(): Promise<void> {
    for (const [key, row] of await this.table.takeBack([...this.missing])) {
      if (row !== undefined) this.rows.restore(key, row);
    }
    this.missing.clear();
  }

  /** Takes rows as they were folded elsewhere in place of its own; `by` names them where they cannot be stored. */
  async replace(rows: Rows, by: StoredEvent): Promise<void> {
    const elsewhere = [...rows.keys()].filter((key) => !this.rows.has(key) && this.table.mayHave(key));
    if (elsewhere.length > 0) await this.table.takeBack(elsewhere);
    for (const [key, row] of rows) this.rows.set(key, row);
    this.rows.mark([...rows.keys()], by);
    try {
      this.rows.weigh();
    } catch (cause) {
      this.fail(cause instanceof Error ? cause : new EventFailed(by, cause));
    }
  }

  /** Folds what was taken in. */
  apply(): void {
    const steps = this.steps;
    this.steps = [];
    let at: RecordedEvent | undefined;
    try {
      for (const { event, keys } of steps) {
        at = event;
        this.rows.mark(applyEvent(this.projection, this.rows, event, keys), event);
      }
      this.rows.weigh();
    } catch (cause) {
      if (cause instanceof EventFailed) this.fail(cause);
      else if (at !== undefined) this.fail(new EventFailed(at, cause));
    }
  }
}
