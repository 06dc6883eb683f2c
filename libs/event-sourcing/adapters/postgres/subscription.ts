import { StoreUnavailable } from '../../event-store.js';
import type { ReadAllOptions } from '../../event-store.js';
import type { StoredEvent } from '../../event.js';
import type { HeadListener } from './head-listener.js';
import type { StoreLog } from '../../store-log.js';
import { BEGINNING } from './position.js';
import type { EventReader } from './reader.js';
import { DEFAULT_BATCH } from './whole-log.js';

const MAX_PAUSE_MS = 5_000;

export interface SubscriptionParts {
  readonly reader: EventReader;
  readonly listener: HeadListener;
  readonly log: StoreLog;
  /** Aborts when the store is closed. */
  readonly closing: AbortSignal;
}

/** Reads on and on, by asking: the consumer sets the pace. Only the listener ends a pause, or a failure that is tried again. */
export async function* subscribe(
  { reader, listener, log, closing }: SubscriptionParts,
  { after = BEGINNING, batchSize = DEFAULT_BATCH, signal }: ReadAllOptions,
): AsyncGenerator<readonly StoredEvent[]> {
  const end = signal === undefined ? closing : AbortSignal.any([closing, signal]);
  let position = after;
  let failures = 0;
  listener.acquire();
  try {
    while (!end.aborted) {
      const { heard } = listener;
      let batch: readonly StoredEvent[] = [];
      try {
        batch = await reader.readAfter(position, batchSize);
        failures = 0;
      } catch (error) {
        if (end.aborted) return;
        if (!(error instanceof StoreUnavailable)) throw error;
        failures += 1;
        log.warn(`a subscription waits for the log: ${error.message}`);
      }
      const last = batch.at(-1);
      if (last !== undefined) {
        position = last.position;
        yield batch;
      } else {
        await listener.wait(heard, failures === 0 ? undefined : pauseMs(failures), end);
      }
    }
  } finally {
    await listener.release();
  }
}

const pauseMs = (failures: number): number => Math.min(MAX_PAUSE_MS, 50 * 2 ** failures);
