import type { RecordedEvent, StoredEvent } from '../event.js';
import type { EventSchemas } from '../schemas.js';
import { amendedRevisions, isAmendment } from './amendment.js';

/**
 * The events of a stream as they read today: each with what later events of the same stream amended in it. Takes a
 * stream from its beginning, up to wherever it is to be read.
 */
export const decodeStream = (
  schemas: Pick<EventSchemas, 'decode'>,
  stored: readonly StoredEvent[],
): readonly RecordedEvent[] => {
  if (!stored.some(isAmendment)) return stored.map((event) => schemas.decode(event));
  const amendments = new Map<number, RecordedEvent[]>();
  // An amendment may itself be amended later, so the last comes first.
  const latestFirst = stored.toReversed().map((event) => {
    const decoded = schemas.decode(event, amendments.get(event.revision));
    for (const revision of amendedRevisions(decoded)) {
      amendments.set(revision, [decoded, ...(amendments.get(revision) ?? [])]);
    }
    return decoded;
  });
  return latestFirst.toReversed();
};
