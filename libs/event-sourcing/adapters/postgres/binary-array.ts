/** Object ids of the element types, the same on every server. */
const TEXT = 25;
const INT4 = 23;
const HEADER_BYTES = 20;

/**
 * A `text[]` in PostgreSQL's binary form. Its text form would have every quote of a JSON text escaped here and
 * unescaped there.
 */
export function textArray(items: readonly string[]): Buffer {
  let bytes = HEADER_BYTES;
  for (const item of items) bytes += 4 + Buffer.byteLength(item);
  const array = header(TEXT, items.length, bytes);
  let at = HEADER_BYTES;
  for (const item of items) {
    const length = array.write(item, at + 4, 'utf8');
    array.writeInt32BE(length, at);
    at += 4 + length;
  }
  return array;
}

/** An `integer[]` in PostgreSQL's binary form. */
export function integerArray(items: readonly number[]): Buffer {
  const array = header(INT4, items.length, HEADER_BYTES + 8 * items.length);
  let at = HEADER_BYTES;
  for (const item of items) {
    array.writeInt32BE(4, at);
    array.writeInt32BE(item, at + 4);
    at += 8;
  }
  return array;
}

/** One dimension without NULLs, counted from 1; none at all where there is no item. */
function header(elementType: number, length: number, bytes: number): Buffer {
  const array = Buffer.allocUnsafe(bytes);
  array.writeInt32BE(length === 0 ? 0 : 1, 0);
  array.writeInt32BE(0, 4);
  array.writeInt32BE(elementType, 8);
  if (length === 0) return array.subarray(0, 12);
  array.writeInt32BE(length, 12);
  array.writeInt32BE(1, 16);
  return array;
}
