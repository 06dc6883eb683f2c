import type { OwnStreams } from './own-streams.js';
import type { ReadResponse } from './protocol.js';
import { parsedObject, recordedIn, streamOf } from './stored-record.js';

/** What a stream's metadata let the server remove. */
export interface StreamLimit {
  readonly stream: string;
  /** Absent: nothing. */
  readonly limit: string | undefined;
}

const META = '$$';

/** From an event of a metadata stream, if the stream that it is about is ours. */
export function streamLimits(response: ReadResponse, streams: OwnStreams): StreamLimit | undefined {
  const message = recordedIn(response);
  if (message === undefined) return undefined;
  const name = streamOf(message);
  const about = name.startsWith(META) ? name.slice(META.length) : '';
  if (about === '' || !streams.has(about)) return undefined;
  return { stream: streams.inLog(about), limit: limitIn(parsedObject(message.getData_asU8()) ?? {}) };
}

function limitIn(metadata: object): string | undefined {
  // A soft delete cuts at the end of all numbers.
  if ('$tb' in metadata && Number(metadata.$tb) > 0)
    return Number(metadata.$tb) > Number.MAX_SAFE_INTEGER
      ? 'all of it (deleted)'
      : `what is before ${String(metadata.$tb)}`;
  if ('$maxCount' in metadata) return `all but the last ${String(metadata.$maxCount)}`;
  if ('$maxAge' in metadata) return `what is older than ${String(metadata.$maxAge)} seconds`;
  return undefined;
}
