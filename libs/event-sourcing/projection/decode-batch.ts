import type { RecordedEvent, StoredEvent } from '../event.js';
import type { EventSchemas } from '../schemas.js';
import { EventFailed } from './failures.js';
import { handles } from './fold.js';
import type { AnyProjection } from './projection.js';

/**
 * The events that a projection takes, as its folds see them. One that it ignores is not even decoded, so that what
 * nobody can read stops only those who would have to.
 *
 * @throws EventFailed
 */
export const decodeBatch = (
  projection: AnyProjection,
  schemas: Pick<EventSchemas, 'decode'>,
  events: readonly StoredEvent[],
): readonly RecordedEvent[] =>
  events
    .filter(({ type }) => handles(projection, type))
    .map((event) => {
      try {
        return schemas.decode(event);
      } catch (cause) {
        throw new EventFailed(event, cause);
      }
    });
