import pg from 'pg';
import type { RecordedEvent, StoredEvent } from '../event.js';

/** What names an event that failed. */
export type FailingEvent = Pick<RecordedEvent | StoredEvent, 'stream' | 'revision' | 'type'>;

/** A projection could not take an event: its fold threw, its rows cannot be stored, or it cannot be read at all. */
export class EventFailed extends Error {
  override readonly name = 'EventFailed';
  readonly stream: string;
  readonly revision: number;
  readonly type: string;

  constructor(event: FailingEvent, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.stream = event.stream;
    this.revision = event.revision;
    this.type = event.type;
  }
}

/** Somebody else took the model over, or the checkpoint is not where it was: nothing was written. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

/**
 * The database refused the data themselves (out of range, null where none may be, too long for an index), and would
 * again. Everything else, a lost connection or a full disk, may be over the next time.
 */
export const isRefusedData = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^(?:22|23|54)/.test(error.code ?? '');

/** Waiting times between attempts, in milliseconds: 50, 100, … up to 5,000, with some chance in them. */
export class BackOff {
  private attempts = 0;

  next(): number {
    const longest = Math.min(5_000, 50 * 2 ** this.attempts);
    this.attempts += 1;
    return longest / 2 + Math.random() * (longest / 2);
  }

  reset(): void {
    this.attempts = 0;
  }
}
