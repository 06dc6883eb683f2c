import type { Position, PreparedEvent, StoredEvent } from './event.js';

/** What the stream must look like for an append to happen. */
export type ExpectedRevision = 'no-stream' | number;

/**
 * One append, prepared once. An unknown outcome is resolved only by sending exactly this again: the same ids at the
 * same revision give the first result back; at a later revision some stores would write them a second time.
 */
export interface PreparedAppend {
  readonly stream: string;
  readonly expectedRevision: ExpectedRevision;
  /** At least one; all or nothing. */
  readonly events: readonly PreparedEvent[];
}

export interface AppendResult {
  readonly stream: string;
  /** Revision of the last event of this append. */
  readonly revision: number;
  /** Position of the last event of this append. */
  readonly position: Position;
}

export interface ReadStreamOptions {
  /** Inclusive. Forwards from 0, backwards from the end when absent. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

export type StreamSlice =
  { readonly status: 'found'; readonly events: readonly StoredEvent[] } | { readonly status: 'not-found' };

export interface ReadAllOptions {
  /** Exclusive; from the beginning when absent. */
  readonly after?: Position;
  /** Events per batch. */
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
}

/** Something in the store that contradicts itself: an event changed, removed, moved, or a column beside it. */
export interface IntegrityFinding {
  readonly code: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly detail: string;
}

/**
 * The log. Streams are totally ordered, and so is the log; what was read once at a position stays there. Batches of a
 * reader come in log order, without gap or double.
 */
export interface EventStore {
  /** Names this log for ever, whatever store holds it. */
  readonly logId: string;
  /**
   * @throws WrongExpectedRevision — nothing was written.
   * @throws UnknownOutcome — perhaps written: send the same append again.
   * @throws AppendTooLarge — nothing was written, the store stays usable.
   */
  append(append: PreparedAppend): Promise<AppendResult>;
  readStream(stream: string, options?: ReadStreamOptions): Promise<StreamSlice>;
  /** Ends at the head of the log as it was when the last batch was asked for. */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]>;
  /** Never ends by itself: past the head it waits. Ends when `signal` aborts; takes itself up after a lost connection. */
  subscribeAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]>;
  /** Position of the last event. */
  head(): Promise<Position>;
  /** The event at exactly this position, to recognise a checkpoint of another log. */
  eventAt(position: Position): Promise<StoredEvent | undefined>;
  comparePositions(a: Position, b: Position): number;
  /** @throws InvalidPosition on text that is no position of this store. */
  parsePosition(text: string): Position;
  /** What the store can say of itself beyond the hash chains: gaps, order, columns that disagree with their text. */
  checkIntegrity(onProgress?: (events: number) => void): AsyncIterable<IntegrityFinding>;
  close(): Promise<void>;
}

/** Limits of a default EventStoreDB, kept on every store so that a log can move. */
export const MAX_APPEND_BYTES = 1_048_576;
export const MAX_STREAM_NAME_BYTES = 1_000;

export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** −1: the stream does not exist. */
    readonly actual: number,
  ) {
    super(`stream ${stream}: expected revision ${String(expected)}, found ${String(actual)}`);
  }
}

/** The store did not answer: the append may or may not be in the log. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** The store cannot be reached, or asks to come back later; nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
}

/** It has no room for more; nothing was written. */
export class StoreFull extends StoreUnavailable {
  override readonly name = 'StoreFull';
}

/** The store refuses to let us in, or to let us read what we must read; asking again does not help. */
export class StoreAccessDenied extends Error {
  override readonly name = 'StoreAccessDenied';
}

/** There is no log in the store yet: it is to be installed first. */
export class LogNotInstalled extends Error {
  override readonly name = 'LogNotInstalled';
}

export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

export class InvalidPosition extends Error {
  override readonly name = 'InvalidPosition';
}
