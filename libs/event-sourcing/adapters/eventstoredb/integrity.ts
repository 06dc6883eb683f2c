import type { IntegrityFinding } from '../../event-store.js';
import type { StoredEvent } from '../../event.js';
import { comparePositions } from './position.js';
import type { LogReader } from './log-reader.js';
import type { OwnStreams } from './own-streams.js';
import type { ReadCalls } from './read-calls.js';
import { allRequest } from './read-request.js';
import { streamLimits } from './stream-limits.js';
import type { Position } from '../../event.js';

export interface IntegrityParts {
  readonly reader: LogReader;
  readonly calls: ReadCalls;
  readonly streams: OwnStreams;
}

/**
 * What the server can say of itself: streams that begin later than they should or have gaps, events that are none of
 * ours, positions out of order, streams that are set to lose events. Needs memory for one number per stream.
 */
export async function* checkIntegrity(
  parts: IntegrityParts,
  onProgress?: (events: number) => void,
): AsyncGenerator<IntegrityFinding> {
  const ends = new Map<string, number>();
  let events = 0;
  let before: Position | undefined;
  for await (const batch of parts.reader.readAll({})) {
    for (const event of batch) {
      yield* checkEvent(event, ends, before);
      before = event.position;
    }
    events += batch.length;
    onProgress?.(events);
  }
  yield* checkLimits(parts);
}

function* checkEvent(
  event: StoredEvent,
  ends: Map<string, number>,
  before: Position | undefined,
): Generator<IntegrityFinding> {
  const { stream, revision, position } = event;
  if (before !== undefined && comparePositions(before, position) >= 0)
    yield { code: 'order', stream, revision, detail: `it stands at ${position}, behind one at ${before}` };
  const expected = (ends.get(stream) ?? -1) + 1;
  ends.set(stream, revision);
  if (event.type === '$streamDeleted')
    yield { code: 'stream-deleted', stream, detail: 'the stream was deleted for good' };
  else if (event.hash === '') yield { code: 'form', stream, revision, detail: 'it is no event of this program' };
  else if (revision > expected) yield { code: 'truncated', stream, revision, detail: gap(expected) };
  else if (revision < expected)
    yield { code: 'order', stream, revision, detail: `revision ${String(expected)} was due` };
}

const gap = (expected: number): string =>
  expected === 0 ? 'the stream begins here: what came before was removed' : `revision ${String(expected)} was removed`;

/** The last word of each stream's metadata counts. */
async function* checkLimits({ calls, streams }: IntegrityParts): AsyncGenerator<IntegrityFinding> {
  const limits = new Map<string, string | undefined>();
  const request = allRequest({ direction: 'forwards', from: 'start', filter: streams.metadataFilter });
  const take = (response: Parameters<typeof streamLimits>[0]): ReturnType<typeof streamLimits> =>
    streamLimits(response, streams);
  for await (const batch of calls.batches(request, { take, batchSize: 500 }))
    for (const { stream, limit } of batch) limits.set(stream, limit);
  for (const [stream, limit] of limits)
    if (limit !== undefined)
      yield { code: 'stream-limited', stream, detail: `its metadata let the server remove ${limit}` };
}
