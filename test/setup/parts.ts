import type pg from 'pg';
import type { Logger } from 'typeorm';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { tableIn, versionSchema } from '#event-sourcing/projection/schema.js';

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What TypeORM sends to the database while something is read. */
export class RecordedQueries implements Logger {
  private sent: Sent[] = [];

  async during(work: () => Promise<unknown>): Promise<readonly Sent[]> {
    this.sent = [];
    await work();
    return this.sent;
  }

  logQuery(text: string, values: readonly unknown[] = []): void {
    this.sent.push({ text, values });
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** Which parts of the table of a read model hold the rows of these values. */
export const partsOf = async (
  pool: pg.Pool,
  projection: AnyProjection,
  values: readonly string[],
): Promise<readonly number[]> => {
  const parts = projection.partition?.parts ?? 1;
  const { rows } = await pool.query<{ part: number }>(
    `SELECT DISTINCT part FROM unnest($1::text[]) AS wanted (value), generate_series(0, $2::integer - 1) AS part
      WHERE satisfies_hash_partition($3::regclass, $2::integer, part, value) ORDER BY part`,
    [values, parts, tableIn(versionSchema(projection), projection)],
  );
  return rows.map(({ part }) => part);
};

/** Which of them the database looks into, by its own account. */
export const partsTouched = async (
  pool: pg.Pool,
  { name }: AnyProjection,
  { text, values }: Sent,
): Promise<readonly number[]> => {
  const plan = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`, [
    ...values,
  ]);
  const touched = plan.rows
    .map((row) => row['QUERY PLAN'])
    .filter((line) => !line.includes('never executed'))
    .map((line) => new RegExp(`\\bon ${name}_(\\d+)\\b`).exec(line)?.[1])
    .filter((part) => part !== undefined);
  return [...new Set(touched)].map(Number).toSorted((a, b) => a - b);
};
