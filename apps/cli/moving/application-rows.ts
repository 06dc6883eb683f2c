import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#event-sourcing/projection/transaction.js';
import { applicationTables, appliedMigrations, occupiedTable, tableName } from './application-tables.js';
import type { ApplicationTable } from './application-tables.js';

/** Values as PostgreSQL writes them, which it reads again without loss; null where there is none. */
export type ApplicationRow = readonly (string | null)[];

/** A table, or a row of the table before it. */
export type SnapshotItem = ApplicationTable | ApplicationRow;

/** Takes what a snapshot holds: what had been done to the schema, and then each table before its rows. */
export interface SnapshotTaker {
  migrations(names: readonly string[]): Promise<void>;
  item(item: SnapshotItem): Promise<void>;
}

/** One spelling of values, whatever the settings of server and user. */
const SPELLING = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'iso_8601';
  SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'`;

const FETCHED = 500;
const asWritten = { getTypeParser: () => (value: string | Buffer) => value };

/** Schema `app` as it was at one moment, in bounded memory. */
export const readApplication = async (pool: Pool, taker: SnapshotTaker): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; ${SPELLING}`);
    await taker.migrations(await appliedMigrations(client));
    for (const table of await applicationTables(client)) {
      await taker.item(table);
      await readRows(client, table, taker);
    }
  });

const readRows = async (client: ClientBase, { table, columns }: ApplicationTable, taker: SnapshotTaker) => {
  await client.query(
    `DECLARE kept NO SCROLL CURSOR FOR SELECT ${namesOf(columns)} FROM ${tableName(table)} ORDER BY 1`,
  );
  for (;;) {
    const text = `FETCH ${String(FETCHED)} FROM kept`;
    const { rows } = await client.query<(string | null)[]>({ text, rowMode: 'array', types: asWritten });
    for (const row of rows) await taker.item(row);
    if (rows.length < FETCHED) break;
  }
  await client.query('CLOSE kept');
};

/** Schema `app` is not empty. */
export class ApplicationOccupied extends Error {
  override readonly name = 'ApplicationOccupied';
}

export const isRow = (item: SnapshotItem): item is ApplicationRow => Array.isArray(item);

/**
 * Writes all rows, or none. The schema is there, and empty.
 *
 * @throws ApplicationOccupied
 */
export const writeApplication = async (pool: Pool, items: AsyncIterable<SnapshotItem>): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query(SPELLING);
    const occupied = await occupiedTable(client);
    if (occupied !== undefined) throw new ApplicationOccupied(occupied);
    let table: ApplicationTable | undefined;
    let rows: ApplicationRow[] = [];
    const flush = async (): Promise<void> => {
      if (table !== undefined && rows.length > 0) await insert(client, table, rows);
      rows = [];
    };
    for await (const item of items) {
      if (!isRow(item)) {
        await flush();
        table = item;
      } else if (rows.push(item) === FETCHED) await flush();
    }
    await flush();
  });

const insert = async (
  client: ClientBase,
  { table, columns }: ApplicationTable,
  rows: readonly ApplicationRow[],
): Promise<void> => {
  const places = rows.map((_row, n) => {
    const row = columns.map((_column, m) => `$${String(n * columns.length + m + 1)}`);
    return `(${row.join(', ')})`;
  });
  await client.query(`INSERT INTO ${tableName(table)} (${namesOf(columns)}) VALUES ${places.join(', ')}`, rows.flat());
};

const namesOf = (columns: readonly string[]): string =>
  columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
