import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { binaryRows } from './binary-copy.js';
import type { AnyProjection, Row } from './projection.js';
import { columnList, tableIn } from './schema.js';

/** Puts new rows into a table by one `COPY`, all or nothing; the keys must not be there yet. */
export const copyRows = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  schema: string,
  rows: Iterable<Row>,
): Promise<void> => {
  const into = `COPY ${tableIn(schema, projection)} (${columnList(projection)}) FROM STDIN (FORMAT binary)`;
  await pipeline(Readable.from(binaryRows(projection, rows), { objectMode: true }), client.query(copyFrom(into)));
};
