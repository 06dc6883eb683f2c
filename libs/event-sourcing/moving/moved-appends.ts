import { appendBytes } from '../append-limits.js';
import { MAX_APPEND_BYTES } from '../event-store.js';
import type { PreparedAppend } from '../event-store.js';
import type { FileEvent } from './log-lines.js';

/**
 * What is handed to a store at once. So small that every store takes it over as a whole, in one statement or over one
 * connection.
 */
const WAVE = { appends: 200, bytes: 2 * 1_048_576 };

/** Consecutive events of one stream and one command, as they were appended. */
export async function* appendsOf(events: AsyncIterable<FileEvent>): AsyncGenerator<PreparedAppend> {
  let group: FileEvent[] = [];
  let bytes = 0;
  for await (const event of events) {
    const size = appendBytes(appendOf([event]));
    const [first] = group;
    if (first !== undefined && (!belongsTo(first, event) || bytes + size > MAX_APPEND_BYTES)) {
      yield appendOf(group);
      group = [];
      bytes = 0;
    }
    group.push(event);
    bytes += size;
  }
  if (group.length > 0) yield appendOf(group);
}

export async function* wavesOf(appends: AsyncIterable<PreparedAppend>): AsyncGenerator<readonly PreparedAppend[]> {
  let wave: PreparedAppend[] = [];
  let bytes = 0;
  for await (const append of appends) {
    const size = appendBytes(append);
    if (wave.length > 0 && (wave.length === WAVE.appends || bytes + size > WAVE.bytes)) {
      yield wave;
      wave = [];
      bytes = 0;
    }
    wave.push(append);
    bytes += size;
  }
  if (wave.length > 0) yield wave;
}

const belongsTo = (first: FileEvent, event: FileEvent): boolean =>
  first.stream === event.stream && first.envelope.metadata.commandId === event.envelope.metadata.commandId;

const appendOf = (events: readonly FileEvent[]): PreparedAppend => {
  const { stream = '', revision = 0 } = events[0] ?? {};
  return { stream, expectedRevision: revision === 0 ? 'no-stream' : revision - 1, events };
};
