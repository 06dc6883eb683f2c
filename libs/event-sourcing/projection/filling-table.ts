import type pg from 'pg';
import { rowTypes } from './columns.js';
import { copyRows } from './copy-rows.js';
import type { Rows } from './fold.js';
import { KeyFilter } from './key-filter.js';
import { withKeys } from './keys-wanted.js';
import type { AnyProjection, Row } from './projection.js';
import { addPrimaryKey, columnList, createIndexes, tableIn } from './schema.js';

/**
 * A table that is filled by `COPY` before it has an index, on one connection. A row stands either here or in memory,
 * never in both: what is needed again is taken out. Only then, and only where rows do come back, is the key indexed
 * before the end.
 */
export class FillingTable {
  private readonly put = { rows: 0, cameBack: 0 };
  private filter: KeyFilter | undefined;
  private keyed = false;

  constructor(
    private readonly client: pg.ClientBase,
    readonly projection: AnyProjection,
    readonly schema: string,
  ) {}

  /** Share of the rows put in that were taken out again. */
  get returnRate(): number {
    return this.put.rows === 0 ? 0 : this.put.cameBack / this.put.rows;
  }

  /** Rows that are in it, about. */
  get rows(): number {
    return this.put.rows - this.put.cameBack;
  }

  /** To be asked before `takeBack`: `false` where the row is not here for sure. */
  mayHave(key: string): boolean {
    return this.filter?.mayHave(key) === true;
  }

  /** Announces rows that are about to come in by `add`. */
  expect(keys: Iterable<string>): void {
    this.filter ??= new KeyFilter();
    for (const key of keys) this.filter.add(key);
  }

  /** Rows whose keys are not here. */
  async add(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    await copyRows(this.client, this.projection, this.schema, rows);
    this.put.rows += rows.length;
  }

  async takeBack(keys: readonly string[]): Promise<Rows> {
    await this.makeKey();
    const { text: where, values } = withKeys(this.projection, keys, 1);
    const taken = await this.client.query<Row & pg.QueryResultRow>({
      text: `DELETE FROM ${tableIn(this.schema, this.projection)} WHERE ${where}
             RETURNING ${columnList(this.projection)}`,
      values: [...values],
      types: rowTypes,
    });
    this.put.cameBack += taken.rows.length;
    return new Map(taken.rows.map((row) => [String(row[this.projection.key]), row]));
  }

  /**
   * Statements that are still missing of what the finished table needs besides its key, each to be run by itself; those
   * that take long come first, so that the others can be run meanwhile.
   */
  indexes(): readonly string[] {
    const slowFirst = this.projection.indexes.toSorted((a, b) => slowness(b) - slowness(a));
    return createIndexes({ ...this.projection, indexes: slowFirst }, this.schema);
  }

  async makeKey(db: pg.ClientBase = this.client): Promise<void> {
    if (this.keyed) return;
    await db.query(addPrimaryKey(this.projection, this.schema));
    this.keyed = true;
  }
}

const slowness = ({ method }: AnyProjection['indexes'][number]): number => (method === 'gin' ? 1 : 0);
