import type { ReadStreamOptions, StreamSlice } from '../../event-store.js';
import type { StoredEvent } from '../../event.js';
import { repeated } from './back-off.js';
import { isStreamDeleted, StreamRemoved } from './failures.js';
import type { OwnStreams } from './own-streams.js';
import type { ReadCalls } from './read-calls.js';
import { streamRequest } from './read-request.js';
import type { StreamRead } from './read-request.js';
import { ownRecord } from './stored-record.js';

const ATTEMPTS = 3;

/** Reads one stream. */
export class StreamReader {
  constructor(
    private readonly calls: ReadCalls,
    private readonly streams: OwnStreams,
  ) {}

  /** @throws StreamRemoved */
  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<StreamSlice> {
    const { direction = 'forwards', limit, from } = options;
    const name = this.streams.onServer(stream);
    // The server takes no count of 0; and it must still say whether the stream is there.
    const count = limit === undefined ? undefined : Math.max(1, limit);
    const read = (start: StreamRead['from'], upTo?: number): Promise<StoredEvent[] | undefined> =>
      repeated(ATTEMPTS, () => this.read({ stream: name, direction, from: start, limit: upTo }));
    const first = direction === 'forwards' ? 'start' : 'end';
    let events = await read(from ?? first, count);
    // Backwards from beyond the end is from the end.
    if (events?.length === 0 && direction === 'backwards' && (from ?? 0) > 0) {
      const last = await read('end', count);
      events = last?.filter(({ revision }) => revision <= (from ?? revision));
    }
    if (events === undefined) return { status: 'not-found' };
    return { status: 'found', events: limit === undefined ? events : events.slice(0, Math.max(0, limit)) };
  }

  /** `undefined`: there is no such stream. */
  private async read(read: StreamRead): Promise<StoredEvent[] | undefined> {
    let found = true;
    try {
      const events = await this.calls.all(streamRequest(read), {
        take: (response) => {
          if (response.hasStreamNotFound()) found = false;
          return ownRecord(response, this.streams);
        },
      });
      return found ? events : undefined;
    } catch (error) {
      if (isStreamDeleted(error instanceof Error ? (error.cause ?? error) : error))
        throw new StreamRemoved(this.streams.inLog(read.stream));
      throw error;
    }
  }
}
