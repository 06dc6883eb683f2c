import type { RecordedEvent } from '../event.js';
import type { AnyProjection, Row } from './projection.js';

/** A handler as it is called: with the events and rows that the same projection declared. */
interface CallableHandler {
  keys(event: RecordedEvent): readonly string[];
  fold(row: Row | undefined, event: RecordedEvent, key: string): Row | undefined;
}

/** Rows by key; a key that maps to `undefined` has no row. */
export type Rows = Map<string, Row | undefined>;

/** What a fold needs of the rows, wherever they are. */
export interface FoldableRows {
  get(key: string): Row | undefined;
  set(key: string, row: Row | undefined): unknown;
}

export const handles = (projection: AnyProjection, type: string): boolean => Object.hasOwn(projection.handlers, type);

/** Of an event that is not what its type says, anything may come. */
const isText = (key: unknown): boolean => typeof key === 'string';

/** Keys of the rows that an event touches, each once. */
export const keysOf = (projection: AnyProjection, event: RecordedEvent): readonly string[] => {
  const keys = handlerOf(projection, event.type)?.keys(event) ?? [];
  if (!keys.every(isText)) throw new Error(`${projection.name}: a key of ${event.type} is no text`);
  return keys.length < 2 ? keys : [...new Set(keys)];
};

/** Streams to fold the row of a key from, as far as these states of it tell. */
export const sourcesOf = ({ sources }: AnyProjection, key: string, states: readonly Row[]): readonly string[] =>
  // A projection is only ever handed its own rows.
  (sources as (key: string, states: readonly Row[]) => readonly string[])(key, states);

/**
 * Folds one event into `rows` and returns the keys that it changed. All or nothing: when the fold of one key throws,
 * `rows` is as before. `keys` are the event's, for a caller that has asked for them already.
 */
export const applyEvent = (
  projection: AnyProjection,
  rows: FoldableRows,
  event: RecordedEvent,
  keys: readonly string[] = keysOf(projection, event),
): readonly string[] => {
  const handler = handlerOf(projection, event.type);
  if (handler === undefined) return [];
  const changes: [string, Row | undefined][] = [];
  for (const key of keys) {
    const before = rows.get(key);
    const after = handler.fold(before, event, key);
    if (after === before) continue;
    if (after !== undefined && after[projection.key] !== key) {
      throw new Error(
        `${projection.name}: the row of key ${key} says ${projection.key} ${String(after[projection.key])}`,
      );
    }
    assertPart(projection, after, key);
    changes.push([key, after]);
  }
  for (const [key, row] of changes) rows.set(key, row);
  return changes.map(([key]) => key);
};

/** A row that its key leads past would stand twice. */
const assertPart = ({ name, partition }: AnyProjection, row: Row | undefined, key: string): void => {
  if (partition === undefined || row === undefined || row[partition.by] === partition.of(key)) return;
  throw new Error(
    `${name}: the row of key ${key} says ${partition.by} ${String(row[partition.by])}, its key ${partition.of(key)}`,
  );
};

const handlerOf = (projection: AnyProjection, type: string): CallableHandler | undefined =>
  // A projection is only ever handed its own rows, and events of the type under which the handler stands.
  handles(projection, type) ? (projection.handlers[type] as unknown as CallableHandler) : undefined;
