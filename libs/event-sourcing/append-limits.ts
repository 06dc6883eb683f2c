import { AppendTooLarge, MAX_APPEND_BYTES, MAX_STREAM_NAME_BYTES } from './event-store.js';
import type { PreparedAppend } from './event-store.js';

/** What every store adds to an event: its hash, its name twice, its place. */
const OVERHEAD_BYTES = 256;

/** Bytes that an append takes at most in any store. */
export function appendBytes(append: PreparedAppend): number {
  let bytes = 0;
  for (const { canonicalText, texts } of append.events) {
    bytes += Buffer.byteLength(canonicalText) + Buffer.byteLength(JSON.stringify(texts)) + OVERHEAD_BYTES;
  }
  return bytes;
}

/**
 * The same limits on every store, so that a log can move between them.
 *
 * @throws AppendTooLarge
 * @throws RangeError — on an append without events.
 */
export function assertWithinLimits(append: PreparedAppend, bytes: number = appendBytes(append)): void {
  if (append.events.length === 0) throw new RangeError(`append to ${append.stream} without events`);
  if (Buffer.byteLength(append.stream) > MAX_STREAM_NAME_BYTES)
    throw new AppendTooLarge(`stream name longer than ${String(MAX_STREAM_NAME_BYTES)} bytes`);
  if (bytes > MAX_APPEND_BYTES)
    throw new AppendTooLarge(
      `append to ${append.stream}: ${String(bytes)} bytes, at most ${String(MAX_APPEND_BYTES)} are allowed`,
    );
}
