import { EventSchemas } from '../schemas.js';
import { foldBatch } from '../projection/fold-batch.js';
import { FoldedRows } from '../projection/folded-rows.js';
import type { Rows } from '../projection/fold.js';
import type { AnyProjection } from '../projection/projection.js';
import type { MemoryLog } from './memory-log.js';

/** The rows that following a log leaves, a batch at a time. */
export const liveRows = async (
  projection: AnyProjection,
  log: MemoryLog,
  batchSize: number,
): Promise<Readonly<Record<string, object>>> => {
  const table: Rows = new Map();
  const rows = new FoldedRows(
    projection,
    (keys) => Promise.resolve(new Map(keys.map((key) => [key, table.get(key)]))),
    // So few that most come back from the table.
    3,
  );
  const source = { store: log, schemas: new EventSchemas() };
  for (let from = 0; from < log.events.length; from += batchSize) {
    const batch = log.events.slice(from, from + batchSize);
    const last = batch.at(-1);
    if (last === undefined) break;
    for (const [key, row] of await foldBatch(source, projection, rows, batch, last)) table.set(key, row);
  }
  return Object.fromEntries([...table].flatMap(([key, row]) => (row === undefined ? [] : [[key, row] as const])));
};
