import type { RecordedEvent, StoredEvent } from '../event.js';
import type { EventSchemas } from '../schemas.js';
import { amendedRevisions, isAmendment } from './amendment.js';
import { removedTexts } from './removed-texts.js';

/**
 * The events of a stream as they read today: each with what later events of the same stream amended in it. Takes a
 * stream from its beginning, up to wherever it is to be read. What was removed is not read in an earlier state of it either:
 * then `all` goes further.
 */
export const decodeStream = (
  schemas: Pick<EventSchemas, 'decode'>,
  stored: readonly StoredEvent[],
  all: readonly StoredEvent[] = stored,
): readonly RecordedEvent[] => {
  if (!all.some(isAmendment)) return stored.map((event) => schemas.decode(event));
  const removed = removedTexts(all);
  const amendments = new Map<number, RecordedEvent[]>();
  // An amendment may itself be amended later, so the last comes first.
  const latestFirst = stored.toReversed().map((event) => {
    const decoded = schemas.decode(event, amendments.get(event.revision), removed);
    for (const revision of amendedRevisions(decoded)) {
      amendments.set(revision, [decoded, ...(amendments.get(revision) ?? [])]);
    }
    return decoded;
  });
  return latestFirst.toReversed();
};
