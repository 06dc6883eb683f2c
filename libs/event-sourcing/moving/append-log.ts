import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, UnknownOutcome } from '../event-store.js';
import type { AppendResult, EventStore, PreparedAppend } from '../event-store.js';
import type { Position } from '../event.js';
import { appendPersistently } from '../persistent-append.js';
import type { FileEvent } from './log-lines.js';
import { appendsOf, wavesOf } from './moved-appends.js';

/** An event overtook another one on its way into the store: this log can never have the order of the file. */
export class OrderLost extends Error {
  override readonly name = 'OrderLost';
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/**
 * Appends events that were read from a file, in their order, ids, hashes and revisions as they are. Many appends are on
 * their way at once: a store takes what one client hands it in the order in which it came. The next ones go when all
 * were answered, so that none can overtake one that failed; and that none did, is seen by the positions answered.
 *
 * @throws OrderLost
 * @throws WrongExpectedRevision — somebody else writes to the log.
 * @throws StoreUnavailable, UnknownOutcome — for longer than a minute; to be taken up again from what is in the log.
 */
export async function appendLog(
  store: EventStore,
  events: AsyncIterable<FileEvent>,
  onProgress?: (events: number) => void,
): Promise<number> {
  const waves = wavesOf(appendsOf(events));
  let appended = 0;
  let last: Position | undefined;
  let next = ahead(waves);
  try {
    for (;;) {
      const { done, value: wave } = await next;
      if (done === true) return appended;
      next = ahead(waves);
      for (const { stream, position } of await appendWave(store, wave)) {
        if (last !== undefined && store.comparePositions(position, last) <= 0)
          throw new OrderLost(`what was appended to ${stream} came to stand before what was appended earlier`);
        last = position;
      }
      appended += wave.reduce((sum, append) => sum + append.events.length, 0);
      onProgress?.(appended);
    }
  } finally {
    await next.catch(() => undefined);
    await waves.return(undefined);
  }
}

/** Read while the store works; a file that fails meanwhile is told when its turn comes. */
const ahead = <T>(values: AsyncIterator<T>): Promise<IteratorResult<T>> => {
  const next = values.next();
  next.catch(() => undefined);
  return next;
};

const appendWave = async (store: EventStore, wave: readonly PreparedAppend[]): Promise<AppendResult[]> => {
  const outcomes = await Promise.allSettled(wave.map((append) => store.append(append)));
  const results: AppendResult[] = [];
  let again = false;
  for (const [index, append] of wave.entries()) {
    const outcome = outcomes[index];
    // Where one did not come through, a later one of its stream was refused for that alone.
    again ||= outcome?.status === 'rejected' && isPassing(outcome.reason);
    if (outcome?.status === 'fulfilled') results.push(outcome.value);
    else if (again) results.push(await insist(store, append));
    else throw outcome?.reason;
  }
  return results;
};

const isPassing = (error: unknown): boolean => error instanceof StoreUnavailable || error instanceof UnknownOutcome;

/** Sends the same again, whether it was written or not, until the store answers. */
const insist = async (store: EventStore, append: PreparedAppend): Promise<AppendResult> => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await appendPersistently(store, append, deadline - performance.now());
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() > deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
};
