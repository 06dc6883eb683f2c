import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, UnknownOutcome } from './event-store.js';
import type { AppendResult, EventStore, PreparedAppend } from './event-store.js';

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 1_000;

/**
 * Appends, and where the outcome is unknown sends exactly the same again until the store says what became of it.
 *
 * @throws UnknownOutcome — not resolved within `limitMs`: the caller repeats the whole command under its key.
 * @throws StoreUnavailable — the first attempt did not reach the store: nothing was written.
 */
export async function appendPersistently(
  store: EventStore,
  append: PreparedAppend,
  limitMs: number,
): Promise<AppendResult> {
  const deadline = performance.now() + limitMs;
  let unknown: UnknownOutcome | undefined;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
    try {
      return await store.append(append);
    } catch (error) {
      if (error instanceof UnknownOutcome) unknown = error;
      // A store that cannot be reached now says nothing of the attempt before.
      else if (!(error instanceof StoreUnavailable) || unknown === undefined) throw error;
    }
    if (performance.now() + pause > deadline) throw unknown;
    await sleep(pause);
  }
}
