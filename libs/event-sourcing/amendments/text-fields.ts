import type { RecordedEvent } from '../event.js';
import { valueAt } from './json-pointer.js';

/** Names the one free text that stands beside the data. */
const LATE_REASON = '/lateReason';

/** Every text of an event. */
export const WHOLE_ENTRY = '';

/** What stands in a field of an event. */
export const partAt = ({ data, metadata: { lateReason } }: RecordedEvent, field: string): unknown => {
  if (field === WHOLE_ENTRY) return [data, lateReason];
  return valueAt(data, field) ?? (field === LATE_REASON ? lateReason : undefined);
};

/** Whether a free text stands in a field of an event, or below it. */
export const holdsText = (event: RecordedEvent, field: string): boolean => hasText(partAt(event, field));

const hasText = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const members = Object.entries(value);
  if (members.length === 1 && 'text' in value && typeof value.text === 'string') return true;
  return members.some(([, member]) => hasText(member));
};
