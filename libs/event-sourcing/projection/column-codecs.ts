import type { BinaryBuffer } from './binary-buffer.js';
import { dayNumber, microseconds } from './column-times.js';
import type { ColumnType } from './projection.js';

/**
 * How one type of column is written and read. Values are the same whether a row was folded a moment ago or read back:
 * `date` is text `YYYY-MM-DD`, `timestamptz` ISO 8601 in UTC with milliseconds, `bigint` a safe integer, `json` a
 * JSON value.
 */
export interface ColumnCodec {
  /** Type of the array that carries a column's values to the server. */
  readonly carrier: string;
  readonly encode: (value: unknown) => unknown;
  readonly accepts: (value: unknown) => boolean;
  /** What can be written, where that is more than a fold should return. */
  readonly storable?: (value: unknown) => boolean;
  /** The value with its length before it, as `COPY` takes it. */
  readonly write: (out: BinaryBuffer, value: unknown) => void;
  /** About how much memory the value takes, in bytes. */
  readonly weight: (value: unknown) => number;
}

const TEXT_OID = 25;
const INT4_OID = 23;
const asIs = (value: unknown): unknown => value;
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextArray = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isIntegerArray = (value: unknown): value is readonly number[] => {
  if (!Array.isArray(value)) return false;
  // The grams of a text are a hundred and more: a call for each would be felt.
  for (let index = 0; index < value.length; index += 1) if (!isInt32(value[index])) return false;
  return true;
};
const isInt32 = (value: unknown): boolean => typeof value === 'number' && (value | 0) === value;
const isIntegerUpTo =
  (limit: number) =>
  (value: unknown): value is number =>
    Number.isInteger(value) && Math.abs(Number(value)) <= limit;

const MAX_INTEGER = 2_147_483_647;
const isInteger = isIntegerUpTo(MAX_INTEGER);
const isSafeInteger = isIntegerUpTo(Number.MAX_SAFE_INTEGER);

const isInstant = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
};

const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

/** @throws TypeError */
function checked<T>(is: (value: unknown) => value is T, value: unknown, type: ColumnType): T {
  if (is(value)) return value;
  throw new TypeError(`${JSON.stringify(value) ?? 'nothing'} is no ${type}`);
}

const writeArrayHead = (out: BinaryBuffer, oid: number, length: number): void => {
  out.int32(length === 0 ? 0 : 1);
  out.int32(0);
  out.int32(oid);
  if (length === 0) return;
  out.int32(length);
  out.int32(1);
};

const writeTexts = (out: BinaryBuffer, values: readonly string[]): void => {
  const begun = out.begin();
  writeArrayHead(out, TEXT_OID, values.length);
  for (const value of values) out.text(value);
  out.finish(begun);
};

const writeIntegers = (out: BinaryBuffer, values: readonly number[]): void => {
  const begun = out.begin();
  writeArrayHead(out, INT4_OID, values.length);
  out.sizedInt32s(values);
  out.finish(begun);
};

const TEXT_OVERHEAD = 24;
const NUMBER_WEIGHT = 16;
const INTEGER_WEIGHT = 8;
const OBJECT_WEIGHT = 32;

const weigh = (value: unknown): number => {
  if (isText(value)) return TEXT_OVERHEAD + value.length * 2;
  if (typeof value !== 'object' || value === null) return NUMBER_WEIGHT;
  if (Array.isArray(value)) return weighItems(value);
  let weight = OBJECT_WEIGHT;
  for (const name in value) weight += 8 + weigh((value as Readonly<Record<string, unknown>>)[name]);
  return weight;
};

const weighItems = (items: readonly unknown[]): number => {
  let weight = OBJECT_WEIGHT;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    weight += 8 + (typeof item === 'string' ? TEXT_OVERHEAD + item.length * 2 : weigh(item));
  }
  return weight;
};

const scalar = { encode: asIs, weight: weigh };

export const CODECS: Readonly<Record<ColumnType, ColumnCodec>> = {
  text: {
    ...scalar,
    carrier: 'text[]',
    accepts: isText,
    write: (out, value) => out.text(checked(isText, value, 'text')),
  },
  integer: {
    ...scalar,
    carrier: 'integer[]',
    accepts: isInteger,
    write: (out, value) => {
      out.int32(4);
      out.int32(checked(isInteger, value, 'integer'));
    },
  },
  bigint: {
    ...scalar,
    carrier: 'bigint[]',
    accepts: isSafeInteger,
    write: (out, value) => {
      out.int32(8);
      out.int64(checked(isSafeInteger, value, 'bigint'));
    },
  },
  boolean: {
    ...scalar,
    carrier: 'boolean[]',
    accepts: (value) => typeof value === 'boolean',
    write: (out, value) => {
      out.int32(1);
      out.int8(checked((it): it is boolean => typeof it === 'boolean', value, 'boolean') ? 1 : 0);
    },
  },
  date: {
    ...scalar,
    carrier: 'date[]',
    accepts: (value) => isText(value) && dayNumber(value) !== undefined,
    write: (out, value) => {
      out.int32(4);
      out.int32(known(dayNumber(checked(isText, value, 'date')), value, 'date'));
    },
  },
  timestamptz: {
    ...scalar,
    carrier: 'timestamptz[]',
    accepts: (value) => isText(value) && isInstant(value),
    storable: (value) => isText(value) && microseconds(value) !== undefined,
    write: (out, value) => {
      out.int32(8);
      out.bigInt64(known(microseconds(checked(isText, value, 'timestamptz')), value, 'timestamptz'));
    },
  },
  json: {
    ...scalar,
    carrier: 'text[]',
    encode: (value) => JSON.stringify(value),
    accepts: (value) => value !== undefined,
    write: (out, value) => out.text(JSON.stringify(value)),
  },
  'text[]': {
    ...scalar,
    carrier: 'text[]',
    encode: (value) => arrayLiteral(isTextArray(value) ? value : []),
    accepts: isTextArray,
    write: (out, value) => writeTexts(out, checked(isTextArray, value, 'text[]')),
  },
  'integer[]': {
    carrier: 'text[]',
    encode: (value) => `{${(isIntegerArray(value) ? value : []).join(',')}}`,
    accepts: isIntegerArray,
    write: (out, value) => writeIntegers(out, checked(isIntegerArray, value, 'integer[]')),
    weight: (value) => OBJECT_WEIGHT + (Array.isArray(value) ? value.length : 0) * INTEGER_WEIGHT,
  },
};

/** @throws TypeError */
function known<T>(value: T | undefined, from: unknown, type: ColumnType): T {
  if (value !== undefined) return value;
  throw new TypeError(`${JSON.stringify(from) ?? 'nothing'} is no ${type}`);
}
