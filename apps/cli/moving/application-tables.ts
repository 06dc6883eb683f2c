import type { ClientBase } from 'pg';
import { applicationSchema } from '#platform/database/data-source.js';

/** A table of schema `app` that is worth keeping. */
export interface ApplicationTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Sign-ins in force are not kept; migrations are run where the rows go. */
const LEFT_OUT = ['sessions', 'migrations'];

/** A table comes after those that it refers to. */
export const applicationTables = async (client: ClientBase): Promise<readonly ApplicationTable[]> => {
  const { rows } = await client.query<ApplicationTable & { readonly needs: readonly string[] }>(
    `SELECT t.relname::text AS table,
        ARRAY(SELECT a.attname::text FROM pg_attribute a
               WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
               ORDER BY a.attnum) AS columns,
        ARRAY(SELECT other.relname::text FROM pg_constraint k JOIN pg_class other ON other.oid = k.confrelid
               WHERE k.contype = 'f' AND k.conrelid = t.oid AND other.oid <> t.oid) AS needs
       FROM pg_class t
      WHERE t.relnamespace = to_regnamespace($1) AND t.relkind = 'r' AND t.relname <> ALL ($2)
      ORDER BY 1`,
    [applicationSchema, LEFT_OUT],
  );
  const ordered: ApplicationTable[] = [];
  const waiting = new Map(rows.map((row) => [row.table, row]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].find(({ needs }) => !needs.some((name) => waiting.has(name)));
    if (ready === undefined) throw new Error(`tables refer to each other: ${[...waiting.keys()].join(', ')}`);
    waiting.delete(ready.table);
    ordered.push({ table: ready.table, columns: ready.columns });
  }
  return ordered;
};

/** Names of the migrations that made schema `app` what it is, in their order; none where it was never made. */
export const appliedMigrations = async (client: ClientBase): Promise<readonly string[]> => {
  const table = `${applicationSchema}.migrations`;
  const found = await client.query<{ it: string | null }>('SELECT to_regclass($1)::text AS it', [table]);
  if (typeof found.rows[0]?.it !== 'string') return [];
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`);
  return rows.map(({ name }) => name);
};

/** The first table with a row in it. */
export const occupiedTable = async (client: ClientBase): Promise<string | undefined> => {
  for (const { table } of await applicationTables(client)) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${tableName(table)} LIMIT 1`);
    if (rowCount !== 0) return table;
  }
  return undefined;
};

export const tableName = (table: string): string => `${applicationSchema}."${table.replaceAll('"', '""')}"`;
