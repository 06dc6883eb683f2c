import { setImmediate as breathe } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { EventStore, IntegrityFinding } from '#event-sourcing/event-store.js';
import { isRemoval, removedTexts } from '#event-sourcing/amendments/removed-texts.js';
import { checkChains } from '#event-sourcing/verify-chain.js';

/** A point of the log that every holder of a copy can find again: no position of a store. */
export interface LogPoint {
  readonly logId: string;
  /** Events up to and with this point. */
  readonly ordinal: number;
  /** SHA-256 over the hashes of these events in log order, hex. */
  readonly digest: string;
}

export interface LogReading {
  readonly point: LogPoint;
  readonly findings: readonly IntegrityFinding[];
  /** Events behind the point that remove texts: these are not read in an earlier state of the log either. */
  readonly removedLater: readonly StoredEvent[];
}

/**
 * Reads the log once, from its beginning to its head or to an ordinal; checks every chain and text on the way, and
 * hands every event over in log order. Lets others run between two batches.
 */
export const readLog = async (
  store: Pick<EventStore, 'logId' | 'readAll'>,
  take: (event: StoredEvent) => void,
  options: { readonly upTo?: number; readonly onProgress?: (events: number) => void } = {},
): Promise<LogReading> => {
  const { upTo = Number.MAX_SAFE_INTEGER, onProgress } = options;
  const digest = createHash('sha256');
  let ordinal = 0;
  const removedLater: StoredEvent[] = [];
  async function* batches(): AsyncGenerator<readonly StoredEvent[], void> {
    for await (const read of store.readAll()) {
      const batch = read.slice(0, upTo - ordinal);
      ordinal += batch.length;
      for (const event of batch) digest.update(`${event.hash}\n`, 'utf8');
      batch.forEach(take);
      removedLater.push(...read.slice(batch.length).filter(isRemoval));
      if (batch.length > 0) yield batch;
      await breathe();
    }
  }
  const findings: IntegrityFinding[] = [];
  for await (const finding of checkChains(store.logId, batches(), onProgress)) {
    const lawful = 'digest' in finding && removedTexts(removedLater).has(finding.digest);
    if (!lawful) findings.push(finding);
  }
  return { point: { logId: store.logId, ordinal, digest: digest.digest('hex') }, findings, removedLater };
};

/** What is wrong with a log first; `undefined` where nothing is. */
export const firstDifference = async (
  store: Pick<EventStore, 'logId' | 'readAll'>,
  onProgress?: (events: number) => void,
): Promise<IntegrityFinding | undefined> => {
  const { findings } = await readLog(store, () => undefined, onProgress === undefined ? {} : { onProgress });
  return findings[0];
};
