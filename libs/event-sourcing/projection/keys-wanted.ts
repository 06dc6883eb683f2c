import pg from 'pg';
import type { AnyProjection } from './projection.js';
import { columnList } from './schema.js';

/** SQL whose parameters are lists of texts, counted from a first one. */
export interface KeysWanted {
  readonly text: string;
  readonly values: readonly (readonly string[])[];
}

/** The condition that picks the rows of these keys; with no keys no part is opened. */
export const withKeys = (
  { key, partition }: Pick<AnyProjection, 'key' | 'partition'>,
  keys: readonly string[],
  first: number,
): KeysWanted => {
  const isOneOf = (column: string, nth: number): string =>
    `${pg.escapeIdentifier(column)} = ANY($${String(first + nth)}::text[])`;
  if (partition === undefined) return { text: isOneOf(key, 0), values: [keys] };
  const { by, of } = partition;
  return { text: `${isOneOf(key, 0)} AND ${isOneOf(by, 1)}`, values: [keys, keys.map(of)] };
};

/**
 * Selects the rows of these keys, each looked for in its own part where the table is divided: a nested loop is the one
 * plan that opens one part for a key, and `LIMIT` leaves the planner no other.
 */
export const selectByKeys = (projection: AnyProjection, table: string, keys: readonly string[]): KeysWanted => {
  const { key, partition } = projection;
  if (partition === undefined) {
    const { text, values } = withKeys(projection, keys, 1);
    return { text: `SELECT ${columnList(projection)} FROM ${table} WHERE ${text}`, values };
  }
  const { by, of } = partition;
  const text = `SELECT ${columnList(projection)}
     FROM unnest($1::text[], $2::text[]) AS wanted (wanted_key, wanted_part) CROSS JOIN LATERAL (
       SELECT * FROM ${table} AS t
        WHERE t.${pg.escapeIdentifier(key)} = wanted_key AND t.${pg.escapeIdentifier(by)} = wanted_part LIMIT 1) AS found`;
  return { text, values: [keys, keys.map(of)] };
};
