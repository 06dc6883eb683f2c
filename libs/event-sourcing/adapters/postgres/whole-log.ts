import type { Pool } from 'pg';
import type { ReadAllOptions } from '../../event-store.js';
import type { Position, StoredEvent } from '../../event.js';
import { copyTuples, MAX_CHUNK_BYTES } from './copied-tuples.js';
import { BEGINNING } from './position.js';
import { COPIED_COLUMNS, positionOf, storedEventFrom } from './stored-tuple.js';
import { Tuples } from './tuples.js';

export const DEFAULT_BATCH = 500;

/** Fetched at once, about: enough for a statement to cost little, little enough to hold twice. */
const CHUNK_BYTES = 2 * 1_048_576;

/** One short statement's worth of the log. */
interface Chunk {
  readonly tuples: Tuples;
  /** The log may go on behind it. */
  readonly more: boolean;
}

/**
 * The log in batches, by chunks of one short statement each: a slow consumer holds neither a transaction nor a
 * connection. From the second chunk on, the next is fetched while the consumer works on this one.
 */
export async function* wholeLog(
  pool: Pool,
  { after = BEGINNING, batchSize = DEFAULT_BATCH, signal }: ReadAllOptions,
): AsyncGenerator<readonly StoredEvent[]> {
  const read = async (from: Position, limit: number, expected?: number): Promise<Chunk> => {
    const tuples = new Tuples(expected);
    const complete = await copyTuples(pool, { after: from, limit, columns: COPIED_COLUMNS }, tuples);
    return { tuples, more: !complete || tuples.count >= limit };
  };
  let position = after;
  let limit = batchSize;
  let ahead: Promise<Chunk> | undefined;
  for (let first = true; !isAborted(signal); first = false) {
    const wasAhead = ahead !== undefined;
    // A consumer that kept this process busy for long lets what is fetched ahead run out of time: it is fetched again.
    const { tuples, more } = await (ahead?.catch(() => read(position, limit)) ?? read(position, limit));
    ahead = undefined;
    position = lastPosition(tuples) ?? position;
    const eventBytes = tuples.bytes / tuples.count;
    if (more) limit = chunkLimit(eventBytes, batchSize);
    if (more && !first) {
      ahead = read(position, limit, Math.ceil(limit * eventBytes * 1.25));
      // Where the consumer breaks off, nobody asks how it went.
      ahead.catch(() => undefined);
    }
    for (let n = 0; n < tuples.count; n += batchSize) {
      if (isAborted(signal)) return;
      yield tuples.map(n, n + batchSize, storedEventFrom);
    }
    // What was fetched ahead ends where the log ended then: the end is where it ends when asked for.
    if (!more && !wasAhead) return;
  }
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted ?? false;

const lastPosition = (tuples: Tuples): Position | undefined =>
  tuples.count === 0 ? undefined : tuples.map(tuples.count - 1, tuples.count, positionOf)[0];

/** Whole batches where they are small; fewer events than a batch where they are so large that a batch would be cut. */
function chunkLimit(eventBytes: number, batchSize: number): number {
  const batches = Math.max(1, Math.floor(CHUNK_BYTES / eventBytes / batchSize));
  return Math.max(1, Math.min(batches * batchSize, Math.floor(MAX_CHUNK_BYTES / 2 / eventBytes)));
}
