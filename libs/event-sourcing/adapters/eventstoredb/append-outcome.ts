import { WrongExpectedRevision } from '../../event-store.js';
import type { AppendResult, PreparedAppend, ReadStreamOptions, StreamSlice } from '../../event-store.js';
import type { StoredEvent } from '../../event.js';
import type { AppendAnswer } from './append-answer.js';
import { StreamRemoved } from './failures.js';

export type ReadStream = (stream: string, options: ReadStreamOptions) => Promise<StreamSlice>;

/**
 * What an answer means. The server takes an append as repeated when it finds its ids, and looks at nothing else; where
 * its answer does not say plainly that these events are there, they are read.
 *
 * @throws WrongExpectedRevision, StreamRemoved
 */
export async function appendOutcome(
  append: PreparedAppend,
  answer: AppendAnswer,
  readStream: ReadStream,
): Promise<AppendResult> {
  const { stream, expectedRevision, events } = append;
  const before = expectedRevision === 'no-stream' ? -1 : expectedRevision;
  const last = before + events.length;
  if (answer.kind === 'conflict') {
    // It cannot be in conflict with what it expects, unless it was deleted, which leaves its revisions behind.
    const actual = answer.actual === before ? await endOf(stream, readStream) : answer.actual;
    if (actual === before) throw new StreamRemoved(stream);
    throw new WrongExpectedRevision(stream, expectedRevision, actual);
  }
  if (answer.revision === last && answer.position !== undefined)
    return { stream, revision: last, position: answer.position };

  const slice = await readStream(stream, { from: before + 1, limit: events.length });
  const stored = slice.status === 'found' ? slice.events : [];
  const position = stored.at(-1)?.position;
  if (position !== undefined && isSame(stored, append)) return { stream, revision: last, position };
  throw new WrongExpectedRevision(stream, expectedRevision, await endOf(stream, readStream));
}

const isSame = (stored: readonly StoredEvent[], { events }: PreparedAppend): boolean =>
  stored.length === events.length &&
  events.every(({ id, hash }, n) => stored[n]?.id === id && stored[n]?.hash === hash);

async function endOf(stream: string, readStream: ReadStream): Promise<number> {
  const slice = await readStream(stream, { direction: 'backwards', limit: 1 });
  return slice.status === 'found' ? (slice.events[0]?.revision ?? -1) : -1;
}
