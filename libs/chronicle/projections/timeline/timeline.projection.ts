import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection, type Handler } from '#event-sourcing/projection/projection.js';
import { ENTRY_TYPES, type ChronicleEvent } from '../../domain/entries/entries.js';
import { timelineColumns, timelineIndexes, type TimelineRow } from './timeline-row.js';
import { branchOfKey, streamOfKey, timelineKeys, timelineRow } from './timeline-rows.js';

/** Every event makes its own rows, which nothing but an amendment of it touches, so order plays no part. */
const handler: Handler<TimelineRow, ChronicleEvent> = {
  keys: timelineKeys,
  fold: (_row, event, key) => timelineRow(event, key),
};

/** The whole history of every branch. */
export const timeline = defineProjection<TimelineRow, ChronicleEvent>({
  name: 'timeline',
  version: 6,
  key: 'key',
  columns: timelineColumns,
  indexes: timelineIndexes,
  // It grows with the log, and is read by branch.
  partition: { by: 'branch', parts: 16, of: branchOfKey },
  sources: (key) => [streamOfKey(key)],
  takesVoided: true,
  handlers: Object.fromEntries(ENTRY_TYPES.map((type) => [type, handler])),
});

export const timelineEntity = entityOf(timeline);
