import { createHash } from 'node:crypto';
import type pg from 'pg';
import { canonicalText } from '../canonical.js';
import { rowTypes } from './columns.js';
import type { AnyProjection, Row } from './projection.js';
import { columnList, tableIn, versionSchema } from './schema.js';
import { inTransaction } from './transaction.js';

const ROWS_AT_ONCE = 1_000;

/** Digest of rows in the byte order of their keys: SHA-256 over the canonical text of each, a line each. */
export class RowDigest {
  private readonly hash = createHash('sha256');
  private count = 0;

  add(canonicalRow: string): void {
    this.hash.update(canonicalRow, 'utf8').update('\n');
    this.count += 1;
  }

  /** Ends it. */
  result(): ReadModelDigest {
    return { digest: this.hash.digest('hex'), rows: this.count };
  }
}

export interface ReadModelDigest {
  /** SHA-256, hex. */
  readonly digest: string;
  readonly rows: number;
}

export interface KeyedRow {
  readonly key: string;
  readonly row: Row;
}

/** The rows of a table in the byte order of their keys, in bounded memory; needs a transaction. */
export async function* rowsByKey(
  client: pg.ClientBase,
  projection: AnyProjection,
  schema: string,
): AsyncGenerator<KeyedRow, undefined> {
  const cursor = `rows_of_${schema}`;
  const table = tableIn(schema, projection);
  await client.query(
    `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT ${columnList(projection)} FROM ${table} ORDER BY "${projection.key}"`,
  );
  for (;;) {
    const text = `FETCH ${String(ROWS_AT_ONCE)} FROM ${cursor}`;
    const { rows } = await client.query<Row & pg.QueryResultRow>({ text, types: rowTypes });
    for (const row of rows) yield { key: String(row[projection.key]), row };
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query(`CLOSE ${cursor}`);
}

/** Digest of the rows of a table; the same on every machine, store and collation. Needs a transaction. */
export const digestRows = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  schema: string,
): Promise<ReadModelDigest> => {
  const digest = new RowDigest();
  for await (const { row } of rowsByKey(client, projection, schema)) digest.add(canonicalText(row));
  return digest.result();
};

/** Of the rows of this version as they stand. */
export const digestReadModel = (pool: pg.Pool, projection: AnyProjection): Promise<ReadModelDigest> =>
  inTransaction(pool, (client) => digestRows(client, projection, versionSchema(projection)));
