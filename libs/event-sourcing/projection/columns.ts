import pg from 'pg';
import { CODECS, type ColumnCodec } from './column-codecs.js';
import type { AnyProjection, Column, ColumnType, Row } from './projection.js';

const asIs = (value: unknown): unknown => value;

export const codecOf = (type: ColumnType): ColumnCodec => CODECS[type];

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
    if (oid === INT4_ARRAY) return toIntegers;
    if (oid !== TIMESTAMPTZ) return pg.types.getTypeParser(oid, format);
    return (text: string) => toInstant(text);
  },
};

const INT4_ARRAY = 1007;

/** `{1,2}`; a parser for arrays of anything takes ten times as long. */
const toIntegers = (text: string): unknown => JSON.parse(`[${text.slice(1, -1)}]`);

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

const ROW_WEIGHT = 160;

/**
 * About how much memory a row takes, in bytes, with its place in a map.
 *
 * @throws TypeError that names the field, where a value is none of its column or absent though it may not be.
 */
export const weightOf = ({ name, key, columns }: AnyProjection, row: Row): number => {
  let weight = ROW_WEIGHT + String(row[key]).length * 2;
  for (const field in columns) {
    const column = columns[field];
    if (column === undefined) continue;
    const value = row[field] ?? null;
    const { accepts, storable = accepts, weight: weigh } = CODECS[column.type];
    if (value === null ? column.nullable !== true : !storable(value)) {
      throw new TypeError(`${name}.${field}: ${JSON.stringify(value)} is no ${column.type}`);
    }
    weight += value === null ? 8 : 8 + weigh(value);
  }
  return weight;
};
