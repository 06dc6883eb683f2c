import type { RecordedEvent } from '../event.js';
import { EventFailed } from './failures.js';
import { applyEvent, keysOf, type Rows } from './fold.js';
import type { AnyProjection } from './projection.js';

/** Rows kept in memory between batches; the coldest go first. */
const KEPT_ROWS = 2_000;

/**
 * The rows that folds work on. They are true as long as nobody else writes the table; whoever loses the fence, or
 * cannot tell whether a write was made, must `drop` them.
 */
export class FoldedRows {
  private kept: Rows = new Map();

  constructor(
    private readonly projection: AnyProjection,
    private readonly read: (keys: readonly string[]) => Promise<Rows>,
    private readonly limit = KEPT_ROWS,
  ) {}

  /**
   * Folds a batch and returns the rows that changed, as they now are.
   *
   * @throws EventFailed that names the event; then `drop`.
   */
  async fold(events: readonly RecordedEvent[]): Promise<Rows> {
    const rows = await this.rowsFor(events);
    const changes: Rows = new Map();
    for (const event of events) {
      try {
        for (const key of applyEvent(this.projection, rows, event)) changes.set(key, rows.get(key));
      } catch (cause) {
        throw new EventFailed(event, cause);
      }
    }
    this.keep(rows);
    return changes;
  }

  /** Rows as somebody else folded them. */
  put(rows: Rows): void {
    this.keep(rows);
  }

  drop(): void {
    this.kept = new Map();
  }

  private async rowsFor(events: readonly RecordedEvent[]): Promise<Rows> {
    const keys = new Set(events.flatMap((event) => this.keys(event)));
    const rows: Rows = new Map();
    const missing: string[] = [];
    for (const key of keys) {
      if (this.kept.has(key)) rows.set(key, this.kept.get(key));
      else missing.push(key);
    }
    for (const [key, row] of missing.length === 0 ? [] : await this.read(missing)) rows.set(key, row);
    return rows;
  }

  private keys(event: RecordedEvent): readonly string[] {
    try {
      return keysOf(this.projection, event);
    } catch (cause) {
      throw new EventFailed(event, cause);
    }
  }

  private keep(rows: Rows): void {
    for (const [key, row] of rows) {
      this.kept.delete(key);
      this.kept.set(key, row);
    }
    for (const key of this.kept.keys()) {
      if (this.kept.size <= this.limit) break;
      this.kept.delete(key);
    }
  }
}
