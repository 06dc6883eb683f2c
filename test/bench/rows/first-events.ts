import type pg from 'pg';
import { canonicalText } from '#event-sourcing/canonical.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { digestRows, RowDigest } from '#event-sourcing/projection/fold-digest.js';
import { applyEvent, type Rows } from '#event-sourcing/projection/fold.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { SCHEMAS } from '../../../apps/composition/schemas.js';

/** The first events of a log, in its order, as folds see them. */
export const firstEvents = async (store: EventStore, count: number): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll()) {
    events.push(...batch.slice(0, count - events.length).map((event) => SCHEMAS.decode(event)));
    if (events.length >= count) break;
  }
  return events;
};

/** The digest that the rows of a read model have after these events. */
export const digestAfter = (projection: AnyProjection, events: readonly RecordedEvent[]): string => {
  const rows: Rows = new Map();
  for (const event of events) applyEvent(projection, rows, event);
  const digest = new RowDigest();
  for (const key of [...rows.keys()].sort()) {
    const row = rows.get(key);
    if (row !== undefined) digest.add(canonicalText(row));
  }
  return digest.result().digest;
};

/** The digest of the rows that stand in a table. */
export const digestOfTable = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  schema: string,
): Promise<string> => {
  await client.query('BEGIN');
  const { digest } = await digestRows(client, projection, schema);
  await client.query('COMMIT');
  return digest;
};
