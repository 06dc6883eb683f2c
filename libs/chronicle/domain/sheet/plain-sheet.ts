import { entryKey } from '../limited.js';
import type { Figure } from './figure.js';
import type { ExplainedSheet, PlainSheet } from './sheet.js';

const isFigure = (value: object): value is Figure => 'count' in value && 'events' in value;

const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isFigure(value)) return value.count;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
};

/** The sheet without the events behind its figures. */
export const plainSheet = (sheet: ExplainedSheet): PlainSheet =>
  // Every figure becomes its count; nothing else changes.
  plain(sheet) as PlainSheet;

/** Keys of all events behind its figures. */
export const eventsOf = (sheet: ExplainedSheet): ReadonlySet<string> => new Set(keysIn(sheet));

const keysIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return isFigure(value) ? value.events.map(entryKey) : Object.values(value).flatMap(keysIn);
};
