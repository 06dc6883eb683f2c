import { weightOf } from './columns.js';
import { EventFailed, type FailingEvent } from './failures.js';
import type { FoldableRows } from './fold.js';
import type { AnyProjection, Row } from './projection.js';

interface Held {
  readonly row: Row;
  weight: number;
}

/** The rows of one read model that are in memory while it is folded, those changed least lately first. */
export class HeldRows implements FoldableRows {
  private readonly held = new Map<string, Held>();
  /** Changed since the last weighing, each with the event that changed it last. */
  private readonly changed = new Map<string, FailingEvent>();
  private total = 0;

  constructor(private readonly projection: AnyProjection) {}

  /** About how many bytes of memory the rows take, as of the last weighing. */
  get weight(): number {
    return this.total;
  }

  has(key: string): boolean {
    return this.held.has(key);
  }

  get(key: string): Row | undefined {
    return this.held.get(key)?.row;
  }

  set(key: string, row: Row | undefined): void {
    const before = this.held.get(key);
    if (before !== undefined) this.held.delete(key);
    if (row === undefined) this.total -= before?.weight ?? 0;
    else this.held.set(key, { row, weight: before?.weight ?? 0 });
  }

  /** A row as it was read back. */
  restore(key: string, row: Row): void {
    const weight = weightOf(this.projection, row);
    this.held.set(key, { row, weight });
    this.total += weight;
  }

  /** These rows have been changed by this event. */
  mark(keys: readonly string[], event: FailingEvent): void {
    for (const key of keys) this.changed.set(key, event);
  }

  /** @throws EventFailed — a row cannot be stored; it names the last event that changed it. */
  weigh(): void {
    for (const [key, event] of this.changed) {
      const held = this.held.get(key);
      if (held === undefined) continue;
      try {
        const weight = weightOf(this.projection, held.row);
        this.total += weight - held.weight;
        held.weight = weight;
      } catch (cause) {
        throw new EventFailed(event, cause);
      }
    }
    this.changed.clear();
  }

  /** Takes rows out, the coldest first, until those that stay weigh no more than told. */
  *release(upTo: number): Generator<readonly [key: string, row: Row], undefined> {
    for (const [key, { row, weight }] of this.held) {
      if (this.total <= upTo) return;
      this.held.delete(key);
      this.total -= weight;
      yield [key, row];
    }
  }

  clear(): void {
    this.held.clear();
    this.changed.clear();
    this.total = 0;
  }
}
