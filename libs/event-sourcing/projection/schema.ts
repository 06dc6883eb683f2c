import pg from 'pg';
import type { AnyProjection, Column } from './projection.js';

/**
 * Schema of the stable names. `<name>_v<version>` is what a program with that version of the fold reads; `<name>` is
 * for people, on the newest version that is served.
 */
export const READ_MODELS = 'read_models';

const identifier = (name: string): string => pg.escapeIdentifier(name);

/** Schema in which the rows of one version of a read model stand. */
export const versionSchema = ({ name, version }: Pick<AnyProjection, 'name' | 'version'>): string =>
  `${name}_v${String(version)}`;

/** View that programs with this version of the fold read. */
export const versionView = (version: Pick<AnyProjection, 'name' | 'version'>): string => versionSchema(version);

/** The same as it stands in SQL. */
export const stableName = (projection: Pick<AnyProjection, 'name' | 'version'>): string =>
  `${READ_MODELS}.${identifier(versionView(projection))}`;

/** Schema in which a table is built that is not read yet. */
export const scratchSchema = (projection: AnyProjection, purpose: 'rebuild' | 'verify' | 'old'): string =>
  `${versionSchema(projection)}_${purpose}`;

export const tableIn = (schema: string, { name }: AnyProjection): string => `${identifier(schema)}.${identifier(name)}`;

export const columnList = ({ columns }: AnyProjection): string => Object.keys(columns).map(identifier).join(', ');

/** Each is a file for the table and for every index, which every statement that names no part must open. */
const MOST_PARTS = 256;

/** A mistake in the definition of a projection, found before anything runs. */
export class InvalidProjection extends Error {
  override readonly name = 'InvalidProjection';
}

/** @throws InvalidProjection */
export const assertProjection = (projection: AnyProjection): void => {
  const { name, version, key, columns, indexes, partition } = projection;
  const fail = (what: string): never => {
    throw new InvalidProjection(`projection ${name}: ${what}`);
  };
  if (!/^[a-z][a-z_]{0,39}$/.test(name)) fail('the name must be 1–40 lower-case letters and underscores');
  if (!Number.isInteger(version) || version < 1) fail('the version must be a whole number from 1');
  const keyColumn = columns[key];
  if (keyColumn?.type !== 'text' || keyColumn.nullable === true) fail(`the key ${key} must be a text column, not null`);
  for (const column of indexes.flatMap((index) => [...index.columns, ...(index.including ?? []), index.only?.column])) {
    if (column !== undefined && columns[column] === undefined) fail(`an index names ${column}, which is no column`);
  }
  if (partition === undefined) return;
  const { by, parts } = partition;
  if (by === key || columns[by]?.type !== 'text' || columns[by].nullable === true) {
    fail(`it is divided by ${by}, which must be a text column, not null, and not the key`);
  }
  if (!Number.isInteger(parts) || parts < 2 || parts > MOST_PARTS) {
    fail(`it must have 2 to ${String(MOST_PARTS)} parts`);
  }
};

/** Text sorts by bytes, whatever the collation of the database, so that pages and digests are the same everywhere. */
const columnType = ({ type, nullable }: Column): string =>
  `${type}${type === 'text' || type === 'text[]' ? ' COLLATE "C"' : ''}${nullable === true ? '' : ' NOT NULL'}`;

/** Statements that make an empty table without any index in a new schema, with its parts where it has any. */
export const createBareTable = (projection: AnyProjection, schema: string): string => {
  const columns = Object.entries(projection.columns).map(
    ([name, column]) => `${identifier(name)} ${columnType(column)}`,
  );
  const table = tableIn(schema, projection);
  const made = `CREATE SCHEMA ${identifier(schema)}; CREATE TABLE ${table} (${columns.join(', ')})`;
  if (projection.partition === undefined) return made;
  const { by, parts } = projection.partition;
  const partNames = Array.from({ length: parts }, (_, nth) => `${projection.name}_${String(nth)}`);
  return [
    `${made} PARTITION BY HASH (${identifier(by)})`,
    ...partNames.map(
      (name, nth) =>
        `CREATE TABLE ${identifier(schema)}.${identifier(name)} PARTITION OF ${table}
           FOR VALUES WITH (MODULUS ${String(parts)}, REMAINDER ${String(nth)})`,
    ),
  ].join('; ');
};

/**
 * What tells one row from all others. The column by which a table is divided must be in it; the key comes first, so that
 * rows can be read in its order.
 */
export const keyColumns = ({ key, partition }: AnyProjection): string =>
  (partition === undefined ? [key] : [key, partition.by]).map(identifier).join(', ');

export const addPrimaryKey = (projection: AnyProjection, schema: string): string =>
  `ALTER TABLE ${tableIn(schema, projection)} ADD PRIMARY KEY (${keyColumns(projection)})`;

/** A statement for each index but that of the primary key. */
export const createIndexes = (projection: AnyProjection, schema: string): readonly string[] =>
  projection.indexes.map(({ columns, method, including, only }) =>
    [
      `CREATE INDEX ON ${tableIn(schema, projection)} USING ${method ?? 'btree'} (${columns.map(identifier).join(', ')})`,
      including === undefined ? '' : ` INCLUDE (${including.map(identifier).join(', ')})`,
      only === undefined
        ? ''
        : ` WHERE ${identifier(only.column)} IN (${only.among.map((value) => pg.escapeLiteral(value)).join(', ')})`,
    ].join(''),
  );

/** What PostgreSQL makes of a table when nothing else is set, and the least of it that is worth anything. */
const STATISTICS = { target: 100, least: 10 };

/** Statements that tell the planner what stands in a table; within a transaction. Of all parts as much is read as of one table. */
export const countRows = (projection: AnyProjection, schema: string): string => {
  const { partition } = projection;
  const target = Math.max(STATISTICS.least, Math.round(STATISTICS.target / (partition?.parts ?? 1)));
  const analyze = `ANALYZE ${tableIn(schema, projection)}`;
  return partition === undefined ? analyze : `SET LOCAL default_statistics_target = ${String(target)}; ${analyze}`;
};

/** Statements that make an empty table with its indexes in a new schema. */
export const createTable = (projection: AnyProjection, schema: string): string =>
  [createBareTable(projection, schema), addPrimaryKey(projection, schema), ...createIndexes(projection, schema)].join(
    ';\n',
  );

export const dropSchema = (schema: string): string => `DROP SCHEMA IF EXISTS ${identifier(schema)} CASCADE`;

export const renameSchema = (from: string, to: string): string =>
  `ALTER SCHEMA ${identifier(from)} RENAME TO ${identifier(to)}`;

/**
 * Points a stable name at a table. Within one transaction: readers see the old rows or the new ones. The view is made
 * anew only where its columns changed, because that drops what was granted on it.
 */
export const pointView = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  schema: string,
  name: string,
): Promise<void> => {
  const view = `${READ_MODELS}.${identifier(name)}`;
  const viewed = await layoutOf(client, READ_MODELS, name);
  const table = await layoutOf(client, schema, projection.name);
  if (viewed !== undefined && viewed !== table) await client.query(`DROP VIEW ${view}`);
  await client.query(
    `CREATE OR REPLACE VIEW ${view} AS SELECT ${columnList(projection)} FROM ${tableIn(schema, projection)}`,
  );
};

/** Names and types of the columns of a table or view, as one text; `undefined` when there is none. */
export const layoutOf = async (client: pg.ClientBase, schema: string, name: string): Promise<string | undefined> => {
  const found = await client.query<{ layout: string | null }>(
    `SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) AS layout
       FROM pg_attribute
      WHERE attrelid = to_regclass(format('%I.%I', $1::text, $2::text)) AND attnum > 0 AND NOT attisdropped`,
    [schema, name],
  );
  return found.rows[0]?.layout ?? undefined;
};

/** What `layoutOf` says of a table made by `createTable`. */
export const declaredLayout = ({ columns }: AnyProjection): string =>
  Object.entries(columns)
    .map(([name, { type }]) => `${name} ${type === 'timestamptz' ? 'timestamp with time zone' : type}`)
    .join(', ');
