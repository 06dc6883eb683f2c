import pg from 'pg';
import type { AnyProjection, Column, ColumnType, Row } from './projection.js';

/**
 * How one type of column is written and read. Values are the same whether a row was folded a moment ago or read back:
 * `date` is text `YYYY-MM-DD`, `timestamptz` ISO 8601 in UTC with milliseconds, `bigint` a safe integer, `json` a
 * JSON value.
 */
interface ColumnCodec {
  /** Type of the array that carries a column's values to the server. */
  readonly carrier: string;
  readonly encode: (value: unknown) => unknown;
  readonly accepts: (value: unknown) => boolean;
}

const asIs = (value: unknown): unknown => value;
const isText = (value: unknown): boolean => typeof value === 'string';
const isTextArray = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isIntegerUpTo =
  (limit: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Math.abs(Number(value)) <= limit;

const CODECS: Readonly<Record<ColumnType, ColumnCodec>> = {
  text: { carrier: 'text[]', encode: asIs, accepts: isText },
  integer: { carrier: 'integer[]', encode: asIs, accepts: isIntegerUpTo(2_147_483_647) },
  bigint: { carrier: 'bigint[]', encode: asIs, accepts: isIntegerUpTo(Number.MAX_SAFE_INTEGER) },
  boolean: { carrier: 'boolean[]', encode: asIs, accepts: (value) => typeof value === 'boolean' },
  date: {
    carrier: 'date[]',
    encode: asIs,
    accepts: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  },
  timestamptz: {
    carrier: 'timestamptz[]',
    encode: asIs,
    accepts: (value) => typeof value === 'string' && isInstant(value),
  },
  json: { carrier: 'text[]', encode: (value) => JSON.stringify(value), accepts: (value) => value !== undefined },
  'text[]': {
    carrier: 'text[]',
    encode: (value) => arrayLiteral(isTextArray(value) ? value : []),
    accepts: isTextArray,
  },
};

const isInstant = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
};

const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

export const carrierOf = ({ type }: Column): string => CODECS[type].carrier;

/** The values of one column, row by row, as a parameter of its carrier type. */
export const encodeColumn = (field: string, { type }: Column, rows: readonly Row[]): unknown[] => {
  const { encode } = CODECS[type];
  return rows.map((row) => {
    const value = row[field];
    return value === null || value === undefined ? null : encode(value);
  });
};

/** Parsers for reading rows as folds know them; for `pg`'s `types` option of one query. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    const { DATE, TIMESTAMPTZ, INT8 } = pg.types.builtins;
    if (oid === DATE) return asIs;
    if (oid === INT8) return Number;
    if (oid !== TIMESTAMPTZ) return pg.types.getTypeParser(oid, format);
    return (text: string) => toInstant(text);
  },
};

const parseTimestamp: (text: string) => unknown = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);

const toInstant = (text: string): string => {
  const parsed = parseTimestamp(text);
  return parsed instanceof Date ? parsed.toISOString() : text;
};

/**
 * A row holds exactly the declared fields, with values of their types; absence is `null`, in nullable columns only.
 *
 * @throws TypeError that names the field.
 */
export const checkRow = (projection: AnyProjection, row: Row): void => {
  const fault = (field: string, what: string): TypeError => new TypeError(`${projection.name}.${field}: ${what}`);
  for (const field of Object.keys(row)) {
    if (!Object.hasOwn(projection.columns, field)) throw fault(field, 'no such column');
  }
  for (const [field, column] of Object.entries(projection.columns)) {
    const value = row[field];
    if (value === undefined) throw fault(field, 'missing; absence is null');
    if (value === null ? column.nullable !== true : !CODECS[column.type].accepts(value)) {
      throw fault(field, `${JSON.stringify(value)} is no ${column.type}`);
    }
  }
};
