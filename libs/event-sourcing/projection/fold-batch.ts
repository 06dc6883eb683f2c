import type { StoredEvent } from '../event.js';
import { decodeBatch } from './decode-batch.js';
import type { Rows } from './fold.js';
import type { FoldedRows } from './folded-rows.js';
import type { AnyProjection } from './projection.js';
import { amendmentsIn, Refold, type RefoldSource } from './refold.js';

/**
 * Folds a batch that ends with `last` and returns the rows that changed, as they are after it. Rows of entries that it
 * amends take the place of what the steps one by one would make of them.
 *
 * @throws EventFailed; then `rows` are to be dropped.
 */
export const foldBatch = async (
  source: RefoldSource,
  projection: AnyProjection,
  rows: FoldedRows,
  events: readonly StoredEvent[],
  last: StoredEvent,
): Promise<Rows> => {
  const changes = await rows.fold(decodeBatch(projection, source.schemas, events));
  const amendments = amendmentsIn(events);
  if (amendments.length === 0) return changes;
  const refolded = await new Refold(source, projection, last.position).rowsOf(amendments);
  rows.put(refolded);
  return new Map([...changes, ...refolded]);
};
