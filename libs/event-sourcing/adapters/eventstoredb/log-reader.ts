import { InvalidPosition, StoreUnavailable } from '../../event-store.js';
import type { ReadAllOptions } from '../../event-store.js';
import type { Position, StoredEvent } from '../../event.js';
import { pause, pauseMs } from './back-off.js';
import type { OwnStreams } from './own-streams.js';
import { comparePositions, halvesOf } from './position.js';
import type { ReadResponse } from './protocol.js';
import type { ReadCalls } from './read-calls.js';
import { allRequest } from './read-request.js';
import { ownRecord } from './stored-record.js';

export const DEFAULT_BATCH = 500;
const ATTEMPTS = 4;
const MAX_PAUSE_MS = 2_000;

/**
 * Reads the whole log. The server sends our streams alone and ends where the log ends: it filters a read as it does a
 * subscription, which the client's own `readAll` has no way to ask for.
 */
export class LogReader {
  constructor(
    private readonly calls: ReadCalls,
    private readonly streams: OwnStreams,
  ) {}

  /** Takes itself up again a few times, behind the last batch that was handed over. */
  async *readAll({ after, batchSize = DEFAULT_BATCH, signal }: ReadAllOptions): AsyncGenerator<StoredEvent[]> {
    let position = after;
    for (let failures = 0; ;) {
      if (isAborted(signal)) return;
      try {
        for await (const batch of this.calls.batches(this.requestAfter(position), {
          take: this.takeAfter(position),
          batchSize,
          signal,
        })) {
          position = batch.at(-1)?.position;
          failures = 0;
          yield batch;
          if (isAborted(signal)) return;
        }
        return;
      } catch (error) {
        if (isAborted(signal)) return;
        failures += 1;
        // A server also answers so that it cannot read a place when it has trouble reading.
        const passing = error instanceof StoreUnavailable || error instanceof InvalidPosition;
        if (!passing || failures >= ATTEMPTS) throw error;
      }
      await pause(pauseMs(failures, MAX_PAUSE_MS), signal);
    }
  }

  private requestAfter(position: Position | undefined): ReturnType<typeof allRequest> {
    const from = position === undefined ? 'start' : halvesOf(position);
    return allRequest({ direction: 'forwards', from, filter: this.streams.filter });
  }

  /** A read begins with the event at its position; ours begins after it. */
  private takeAfter(position: Position | undefined): (response: ReadResponse) => StoredEvent | undefined {
    let started = position === undefined;
    return (response) => {
      const event = ownRecord(response, this.streams);
      if (started || event === undefined || position === undefined) return event;
      started = comparePositions(event.position, position) > 0;
      return started ? event : undefined;
    };
  }
}

/** Asked anew each time: it changes while we wait. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted ?? false;
