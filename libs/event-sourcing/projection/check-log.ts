import type { Checkpoint } from './checkpoints.js';
import { InvalidPosition } from '../event-store.js';
import type { ProjectionSettings } from './settings.js';

/**
 * What shows that a checkpoint does not belong to this log: another log, or one whose past was restored, imported or
 * cut. `undefined` when the log is the one that was read.
 */
export const findLogMismatch = async (
  store: ProjectionSettings['store'],
  { logId, position, lastEventId }: Checkpoint,
): Promise<string | undefined> => {
  if (logId !== store.logId) return `read from log ${logId}, this is log ${store.logId}`;
  if (position === null) return undefined;
  try {
    const event = await store.eventAt(store.parsePosition(position));
    if (event?.id === lastEventId) return undefined;
    return `event ${lastEventId ?? ''} stood at position ${position}, now ${event?.id ?? 'none'} does`;
  } catch (error) {
    if (error instanceof InvalidPosition) return `position ${position} is none of this store`;
    throw error;
  }
};
