import { createHash } from 'node:crypto';
import { isRemoval, RemovedTexts } from '../amendments/removed-texts.js';
import type { Position, StoredEvent } from '../event.js';
import type { EventStore, IntegrityFinding } from '../event-store.js';
import { checkChains } from '../verify-chain.js';
import type { LineWriter } from './line-writer.js';
import { eventLine, headerLine, trailerLine } from './log-lines.js';
import type { LogSummary } from './log-lines.js';

/** Few enough that what was read dies young: of a larger batch the garbage lies about for long. */
const BATCH = 100;

/** The log contradicts itself: a copy of it could not be told from a forged one. */
export class DamagedLog extends Error {
  override readonly name = 'DamagedLog';
  constructor(readonly finding: IntegrityFinding) {
    const { stream = '', revision = '', code, detail } = finding;
    super(`${stream}@${String(revision)} ${code}: ${detail}`);
  }
}

export interface WriteLogOptions {
  readonly store: EventStore;
  /** The last event to be written; `store.head()` as it was at some time. */
  readonly upTo: Position;
  readonly writer: LineWriter;
  readonly onProgress?: (events: number) => void;
}

/**
 * Writes the log from its beginning, a header before and a trailer after it. All chains and texts are checked on the
 * way. Texts that were removed are left out, whether the store still has them or not: a log is read once for its
 * removals first. The lines depend on the log alone, not on the store that holds it.
 *
 * @throws DamagedLog — what was written up to then is of no use.
 */
export async function writeLog({ store, upTo, writer, onProgress }: WriteLogOptions): Promise<LogSummary> {
  const { logId } = store;
  const removed = await removedUpTo(store, upTo);
  const sum = await writer.sum();
  await writer.line(headerLine(logId));
  const digest = createHash('sha256');
  let events = 0;
  async function* written(): AsyncGenerator<readonly StoredEvent[]> {
    for await (const batch of eventsUpTo(store, upTo)) {
      // Whoever asks for the next batch has checked this one.
      yield batch;
      for (const event of batch) {
        events += 1;
        digest.update(`${event.hash}\n`, 'utf8');
        await writer.line(eventLine(events, event, removed.left(event)));
      }
      onProgress?.(events);
    }
  }
  for await (const finding of checkChains(logId, written())) throw new DamagedLog(finding);
  const summary = { logId, events, digest: digest.digest('hex') };
  await writer.line(trailerLine(summary, await sum()));
  return summary;
}

const removedUpTo = async (store: EventStore, upTo: Position): Promise<RemovedTexts> => {
  const removed = new RemovedTexts();
  for await (const batch of eventsUpTo(store, upTo)) for (const event of batch.filter(isRemoval)) removed.note(event);
  return removed;
};

/** The log as it was when `upTo` was its head, also while it goes on. */
async function* eventsUpTo(store: EventStore, upTo: Position): AsyncGenerator<readonly StoredEvent[]> {
  for await (const batch of store.readAll({ batchSize: BATCH })) {
    const end = batch.findIndex(({ position }) => store.comparePositions(position, upTo) > 0);
    yield end === -1 ? batch : batch.slice(0, end);
    if (end !== -1) return;
  }
}
