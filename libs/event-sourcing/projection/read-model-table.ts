import pg from 'pg';
import type { Checkpoint, Queryable, Reached } from './checkpoints.js';
import { carrierOf, encodeColumn, rowTypes } from './columns.js';
import type { Rows } from './fold.js';
import type { AnyProjection, Row } from './projection.js';
import { selectByKeys, withKeys } from './keys-wanted.js';
import { keyColumns, tableIn } from './schema.js';

/** Channel on which every move of a served read model is announced, as `{ model, version, position }`. */
export const ADVANCED = 'read_models';

/** The rows of one version of a read model, read and written in bulk. */
export class ReadModelTable {
  private readonly table: string;

  constructor(
    private readonly projection: AnyProjection,
    schema: string,
  ) {
    this.table = tableIn(schema, projection);
  }

  /** The rows of these keys; `undefined` where there is none. */
  async read(db: Queryable, keys: readonly string[]): Promise<Rows> {
    const rows: Rows = new Map(keys.map((key) => [key, undefined]));
    if (keys.length === 0) return rows;
    const { text, values } = selectByKeys(this.projection, this.table, keys);
    const found = await db.query<Row & pg.QueryResultRow>({ text, values: [...values], types: rowTypes });
    for (const row of found.rows) rows.set(String(row[this.projection.key]), row);
    return rows;
  }

  /** Puts rows in and takes rows out, all or nothing, with no regard to any checkpoint. */
  async write(db: Queryable, changes: Rows): Promise<void> {
    if (changes.size === 0) return;
    const { put, gone, values } = this.statements(changes, 1, '');
    await db.query(`WITH put AS (${put}) ${gone}`, values);
  }

  /**
   * Writes the rows and moves the checkpoint in one statement, which is one transaction, or writes nothing: `false`
   * when the checkpoint is not where `from` says or somebody else took the model over. The commit does not wait for
   * the disk: rows and checkpoint are lost together at worst, and folded again.
   */
  async advance(db: Queryable, changes: Rows, from: Checkpoint, to: Reached): Promise<boolean> {
    const { put, gone, values } = this.statements(changes, 8, 'EXISTS (SELECT FROM moved)');
    const moved = await db.query(
      `WITH moved AS (
         UPDATE projections.checkpoints
            SET position = $5, ordinal = $6, last_event_id = $7, updated_at = now()
          WHERE model = $1 AND version = $2::integer AND epoch = $3 AND position IS NOT DISTINCT FROM $4
          RETURNING serving
       ), put AS (${put}), gone AS (${gone})
       SELECT set_config('synchronous_commit', 'off', true),
              CASE WHEN serving THEN
                pg_notify('${ADVANCED}', json_build_object('model', $1::text, 'version', $2::integer, 'position', $5::text)::text) END
         FROM moved`,
      [from.model, from.version, from.epoch, from.position, to.position, to.ordinal, to.lastEventId, ...values],
    );
    return moved.rowCount === 1;
  }

  /** An upsert and a delete whose parameters start at `$first`; both write only where `guard` holds. */
  private statements(changes: Rows, first: number, guard: string): { put: string; gone: string; values: unknown[] } {
    const columns = Object.entries(this.projection.columns);
    const names = columns.map(([name]) => pg.escapeIdentifier(name));
    const rows = [...changes.values()].filter((row) => row !== undefined);
    const carriers = columns.map(([, column], index) => `$${String(first + index)}::${carrierOf(column)}`);
    const selected = columns.map(([, { type }], index) => `${names[index] ?? ''}::${type}`);
    const put = `INSERT INTO ${this.table} (${names.join(', ')})
      SELECT ${selected.join(', ')} FROM unnest(${carriers.join(', ')}) AS incoming (${names.join(', ')})
      ${guard === '' ? '' : `WHERE ${guard}`}
      ON CONFLICT (${keyColumns(this.projection)}) DO UPDATE SET ${names.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}`;
    const deleted = [...changes].filter(([, row]) => row === undefined).map(([key]) => key);
    const { text: where, values } = withKeys(this.projection, deleted, first + columns.length);
    const gone = `DELETE FROM ${this.table} WHERE ${where}${guard === '' ? '' : ` AND ${guard}`}`;
    return { put, gone, values: [...columns.map(([name, column]) => encodeColumn(name, column, rows)), ...values] };
  }
}
