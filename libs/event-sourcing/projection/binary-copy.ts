import { BinaryBuffer } from './binary-buffer.js';
import { codecOf } from './columns.js';
import type { AnyProjection, Row } from './projection.js';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);
const NULL = -1;
/** Large enough that a call for each is cheap, small enough to pass from hand to hand. */
const CHUNK_BYTES = 262_144;

/**
 * Rows as `COPY … FROM STDIN (FORMAT binary)` takes them, in chunks as they are asked for. Each row is handed over by
 * `rows` once and can be forgotten then.
 *
 * @throws TypeError — a value is none of its column.
 */
export function* binaryRows(projection: AnyProjection, rows: Iterable<Row>): Generator<Buffer, undefined> {
  const columns = Object.entries(projection.columns).map(([field, { type }]) => ({ field, codec: codecOf(type) }));
  const out = new BinaryBuffer();
  yield SIGNATURE;
  for (const row of rows) {
    out.int16(columns.length);
    for (const { field, codec } of columns) {
      const value = row[field];
      if (value === null || value === undefined) out.int32(NULL);
      else codec.write(out, value);
    }
    if (out.length >= CHUNK_BYTES) yield out.take();
  }
  yield out.take();
  yield TRAILER;
}
