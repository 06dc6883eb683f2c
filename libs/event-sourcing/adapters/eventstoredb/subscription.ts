import { StoreUnavailable } from '../../event-store.js';
import type { ReadAllOptions } from '../../event-store.js';
import type { Position, StoredEvent } from '../../event.js';
import type { StoreLog } from '../../store-log.js';
import { pause, pauseMs } from './back-off.js';
import type { Bell } from './bell.js';
import type { LogHead } from './log-head.js';
import type { LogReader } from './log-reader.js';
import { BEGINNING, comparePositions } from './position.js';

const MAX_PAUSE_MS = 2_000;

export interface SubscriptionParts {
  readonly reader: LogReader;
  readonly head: LogHead;
  readonly bell: Bell;
  /** How often to look for the head of the log, whether or not the bell rang. */
  readonly headCheckMs: number;
  readonly log: StoreLog;
  /** Aborts when the store is closed. */
  readonly closing: AbortSignal;
}

/**
 * Reads on and on: the consumer sets the pace, and the place to go on from is behind the last batch that it took. The
 * bell ends a pause early; should it have failed, a look at the head of the log now and then shows it.
 *
 * @throws StoreAccessDenied
 */
export async function* subscribe(
  { reader, head, bell, headCheckMs, log, closing }: SubscriptionParts,
  { after = BEGINNING, signal, ...options }: ReadAllOptions,
): AsyncGenerator<StoredEvent[]> {
  const end = signal === undefined ? closing : AbortSignal.any([closing, signal]);
  let position: Position = after;
  let failures = 0;
  let rang = true;
  bell.acquire();
  try {
    while (!end.aborted) {
      const { heard } = bell;
      try {
        if (rang || comparePositions(await head.head(), position) > 0) {
          for await (const batch of reader.readAll({ ...options, after: position, signal: end })) {
            if (!rang) bell.suspect();
            rang = true;
            position = batch.at(-1)?.position ?? position;
            failures = 0;
            yield batch;
          }
        }
        failures = 0;
        rang = await bell.wait(heard, headCheckMs, end);
      } catch (error) {
        if (end.aborted) return;
        if (!(error instanceof StoreUnavailable)) throw error;
        failures += 1;
        log.warn(`a subscription waits for the event store: ${error.message}`);
        rang = true;
        await pause(pauseMs(failures, MAX_PAUSE_MS), end);
      }
    }
  } finally {
    await bell.release();
  }
}
