import type { StoredEvent, Texts } from '../event.js';
import type { EventStore } from '../event-store.js';
import type { FileEvent } from './log-lines.js';
import type { LogPart } from './log-part.js';

/** The store holds something else than the file. */
export class LogDiffers extends Error {
  override readonly name = 'LogDiffers';
  constructor(
    /** The first event that differs, counted from 1. */
    readonly ordinal: number,
    readonly detail: string,
  ) {
    super(`event ${String(ordinal)}: ${detail}`);
  }
}

/**
 * Compares a log with a file, event by event in their order: text, hash and what stands beside them.
 *
 * @returns how many events of the file the log holds; it holds no others.
 * @throws LogDiffers
 */
export async function compareLog(
  store: EventStore,
  part: LogPart,
  onProgress?: (events: number) => void,
): Promise<number> {
  if (store.logId !== part.logId) throw new LogDiffers(1, `it is log ${store.logId}, the file holds ${part.logId}`);
  const lines = part.events();
  let ordinal = 0;
  try {
    for await (const batch of store.readAll()) {
      for (const stored of batch) {
        ordinal += 1;
        const next = await lines.next();
        const difference = next.done === true ? 'the file does not have it' : differenceOf(stored, next.value.event);
        if (difference !== undefined) throw new LogDiffers(ordinal, `${nameOf(stored)} is in the log: ${difference}`);
      }
      onProgress?.(ordinal);
    }
  } finally {
    await lines.return();
  }
  return ordinal;
}

const nameOf = ({ stream, revision }: FileEvent): string => `${stream}@${String(revision)}`;

const differenceOf = (stored: StoredEvent, moved: FileEvent): string | undefined => {
  if (stored.stream !== moved.stream || stored.revision !== moved.revision)
    return `the file has ${nameOf(moved)} there`;
  if (stored.id !== moved.id || stored.type !== moved.type) return 'another event has its place in the file';
  if (stored.hash !== moved.hash || stored.canonicalText !== moved.canonicalText) return 'the file says another thing';
  return sameTexts(stored.texts, moved.texts) ? undefined : 'its texts are others in the file';
};

const sameTexts = (some: Texts, others: Texts): boolean => {
  const digests = Object.keys(some);
  return (
    digests.length === Object.keys(others).length &&
    digests.every((digest) => some[digest]?.[0] === others[digest]?.[0] && some[digest]?.[1] === others[digest]?.[1])
  );
};
