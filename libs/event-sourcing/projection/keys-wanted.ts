import pg from 'pg';
import type { AnyProjection } from './projection.js';

/** A condition on a read model's own table, and the parameters of it. */
export interface KeysWanted {
  readonly where: string;
  readonly values: readonly (readonly string[])[];
}

/** The rows of these keys, each looked for in its own part where the table is divided; parameters from `$first` on. */
export const withKeys = (
  { key, partition }: Pick<AnyProjection, 'key' | 'partition'>,
  keys: readonly string[],
  first: number,
): KeysWanted => {
  const column = pg.escapeIdentifier(key);
  if (partition === undefined) return { where: `${column} = ANY($${String(first)}::text[])`, values: [keys] };
  const { by, of } = partition;
  return {
    where: `(${column}, ${pg.escapeIdentifier(by)}) IN
      (SELECT * FROM unnest($${String(first)}::text[], $${String(first + 1)}::text[]))`,
    values: [keys, keys.map(of)],
  };
};
