import { randomUUID } from 'node:crypto';
import { UnknownOutcome, WrongExpectedRevision } from '../../event-store.js';
import type { PreparedAppend } from '../../event-store.js';
import { logCreated, LOG_STREAM } from '../../log-created.js';
import { appendOutcome } from './append-outcome.js';
import { logIdIn, readLogId } from './log-id.js';
import { connectParts } from './parts.js';
import type { ServerParts, ServerSettings } from './parts.js';

export interface InstallEventStoreDbSettings extends Pick<ServerSettings, 'url' | 'streamPrefix' | 'log'> {
  readonly now: Date;
  /** The first event of a log that moves here from another store; absent: a new log begins. */
  readonly first?: PreparedAppend;
}

const ATTEMPTS = 5;

/**
 * Begins the log where there is none. Safe to repeat, and by several programs at once: who comes second takes the
 * first's.
 *
 * @returns the id of the log.
 * @throws StoreUnavailable, StoreAccessDenied, InvalidConnectionString
 */
export async function installEventStoreDb({
  now,
  first = logCreated(randomUUID(), randomUUID(), now),
  ...settings
}: InstallEventStoreDbSettings): Promise<string> {
  const logId = logIdIn(first.events[0]?.envelope.data ?? {});
  if (first.stream !== LOG_STREAM || logId === undefined) throw new Error('a log begins with LogCreated');
  const parts = connectParts(settings);
  try {
    for (let attempt = 1; ; attempt += 1) {
      const there = await readLogId(parts.streamReader);
      if (there !== undefined) return there;
      try {
        await begin(first, parts);
        return logId;
      } catch (error) {
        // Written perhaps, or by somebody else: the stream says by whom.
        const retry = error instanceof WrongExpectedRevision || error instanceof UnknownOutcome;
        if (!retry || attempt === ATTEMPTS) throw error;
      }
    }
  } finally {
    await parts.close();
  }
}

const begin = async (first: PreparedAppend, { writer, streamReader }: ServerParts): Promise<void> => {
  const answer = await writer.append(first);
  await appendOutcome(first, answer, (stream, options) => streamReader.readStream(stream, options));
};
