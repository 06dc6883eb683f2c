import { LogNotInstalled } from '../../event-store.js';
import type { EventStore } from '../../event-store.js';
import { Bell } from './bell.js';
import { LogHead } from './log-head.js';
import { readLogId } from './log-id.js';
import { LogReader } from './log-reader.js';
import { connectParts } from './parts.js';
import type { ServerSettings } from './parts.js';
import { EventStoreDbEventStore } from './store.js';

export interface EventStoreDbSettings extends ServerSettings {
  /** How often a subscription looks for itself, should nothing tell it of new events. */
  readonly headCheckMs?: number;
}

/** Somebody waits for the head of the log, or a subscription hangs on a dead socket until it is known. */
const MAX_HEAD_SILENCE_MS = 5_000;

/**
 * Opens an installed log.
 *
 * @throws LogNotInstalled
 * @throws StoreUnavailable
 * @throws StoreAccessDenied — the user is not let in, or may not read `$all`.
 * @throws InvalidConnectionString
 */
export async function openEventStoreDb({
  headCheckMs = 3_000,
  ...settings
}: EventStoreDbSettings): Promise<EventStore> {
  const parts = connectParts(settings);
  const { calls, streams, reads, log, readTimeoutMs } = parts;
  try {
    const logId = await readLogId(parts.streamReader);
    if (logId === undefined) throw new LogNotInstalled('there is no log in this event store');
    const head = new LogHead(calls, streams, Math.min(readTimeoutMs, MAX_HEAD_SILENCE_MS));
    // A user who may not read the whole log is told now, and not by the first projection.
    await head.head();
    const reader = new LogReader(calls, streams);
    const bell = new Bell(reads, streams, log);
    return new EventStoreDbEventStore({ ...parts, logId, head, reader, bell, headCheckMs });
  } catch (error) {
    await parts.close();
    throw error;
  }
}
