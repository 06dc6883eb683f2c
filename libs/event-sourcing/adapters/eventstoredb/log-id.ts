import { LogNotInstalled } from '../../event-store.js';
import { LOG_STREAM } from '../../log-created.js';
import type { StreamReader } from './stream-reader.js';

/**
 * The id that the first event of the log states.
 *
 * @returns `undefined` where there is no log.
 * @throws LogNotInstalled — when the place is taken by something that is no log.
 */
export async function readLogId(reader: StreamReader): Promise<string | undefined> {
  const slice = await reader.readStream(LOG_STREAM, { limit: 1 });
  if (slice.status === 'not-found') return undefined;
  const [first] = slice.events;
  const logId = first?.revision === 0 && first.type === 'LogCreated' ? logIdIn(first.envelope.data) : undefined;
  if (logId === undefined) throw new LogNotInstalled(`stream ${LOG_STREAM} of the event store does not begin a log`);
  return logId;
}

export const logIdIn = (data: object): string | undefined =>
  'logId' in data && typeof data.logId === 'string' ? data.logId : undefined;
