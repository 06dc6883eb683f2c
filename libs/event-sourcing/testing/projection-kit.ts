import { expect } from '@jest/globals';
import type { DomainEvent, RecordedEvent } from '../event.js';
import { checkRow } from '../projection/columns.js';
import { applyEvent, keysOf, type Rows } from '../projection/fold.js';
import type { AnyProjection, Projection } from '../projection/projection.js';
import { deepFreeze, event, inStream, recordGiven, type Given } from './given-event.js';

export { event, inStream };

/** Events one by one, or several of one stream as `inStream` gives them. */
type Events<E extends DomainEvent> = readonly (Given<E> | readonly Given<E>[])[];

/**
 * Given what happened, then exactly these rows stand in the read model:
 * `project(ledger).given(inStream('report-2023-03', { branch: '03' }, event('…', {…}))).thenRows({ '03': {…} })`.
 */
export const project = <Row extends object, E extends DomainEvent>(projection: Projection<Row, E>) => ({
  given: (...events: Events<E>): GivenLog<Row, E> => new GivenLog(projection, events.flat() as readonly Given<E>[]),
});

export class GivenLog<Row extends object, E extends DomainEvent> {
  constructor(
    private readonly projection: Projection<Row, E>,
    private readonly events: readonly Given<E>[],
  ) {}

  /** The rows by key. */
  get rows(): Readonly<Record<string, Row>> {
    return foldLog<Row>(this.projection, this.record());
  }

  /** Exactly these rows and no other. */
  thenRows(expected: Readonly<Record<string, Row>>): void {
    expect(this.rows).toEqual(expected);
  }

  /** What happens next, in the streams as they stand. */
  when(...events: Events<E>): ChangedLog<Row> {
    const all = [...this.events, ...(events.flat() as readonly Given<E>[])];
    return new ChangedLog<Row>(this.rows, foldLog<Row>(this.projection, this.record(all)));
  }

  /** As the log would hold them. */
  record(events: readonly Given<E>[] = this.events): readonly RecordedEvent[] {
    return recordGiven<E>(events, { stream: 'stream-1' });
  }
}

export class ChangedLog<Row extends object> {
  constructor(
    private readonly before: Readonly<Record<string, Row>>,
    readonly rows: Readonly<Record<string, Row>>,
  ) {}

  /** These fields now read so, or these rows are gone (`undefined`), and nothing else changed. */
  thenChanged(expected: Readonly<Record<string, Partial<Row> | undefined>>): void {
    const after: Record<string, object> = { ...this.before };
    for (const [key, part] of Object.entries(expected)) {
      if (part === undefined) delete after[key];
      else after[key] = { ...this.before[key], ...part };
    }
    expect(this.rows).toEqual(after);
  }
}

/** Folds as the engine does, and checks what the engine relies on: nothing changed in place, rows as declared. */
export const foldLog = <Row extends object>(
  projection: AnyProjection,
  events: readonly RecordedEvent[],
): Readonly<Record<string, Row>> => {
  const rows: Rows = new Map();
  for (const recorded of events) {
    expect(keysOf(projection, recorded)).toEqual(keysOf(projection, recorded));
    for (const key of applyEvent(projection, rows, recorded)) {
      const row = rows.get(key);
      if (row !== undefined) checkRow(projection, deepFreeze(row));
    }
  }
  // The rows are what this projection's folds returned.
  return Object.fromEntries([...rows].filter(([, row]) => row !== undefined)) as Record<string, Row>;
};
