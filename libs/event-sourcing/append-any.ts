import { retryOnConflict } from './conflict-retry.js';
import type { AppendResult, EventStore } from './event-store.js';
import { prepareAppend } from './prepare.js';
import type { ProposedEvent } from './prepare.js';

const LIMIT_MS = 5_000;

/**
 * Appends at the end of a stream, wherever that is. Not idempotent: sent again after an unknown outcome, the events
 * may stand there twice.
 */
export function appendAny(store: EventStore, stream: string, events: readonly ProposedEvent[]): Promise<AppendResult> {
  return retryOnConflict(LIMIT_MS, async () => {
    const slice = await store.readStream(stream, { direction: 'backwards', limit: 1 });
    const after = slice.status === 'found' ? slice.events[0] : undefined;
    return store.append(prepareAppend({ logId: store.logId, stream, after, events }));
  });
}
