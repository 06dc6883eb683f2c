import type pg from 'pg';
import type { DomainEvent } from '../event.js';
import type { Rows } from '../projection/fold.js';
import { prepareReadModel } from '../projection/prepare-read-model.js';
import type { AnyProjection, Projection } from '../projection/projection.js';
import { ReadModelTable } from '../projection/read-model-table.js';
import { versionSchema } from '../projection/schema.js';

/** A read model made as the engine makes it, holding these rows instead of what a log says. */
export async function serveRows<Row extends object, E extends DomainEvent>(
  pool: pg.Pool,
  projection: Projection<Row, E>,
  rows: Readonly<Record<string, Row>>,
): Promise<void> {
  const model: AnyProjection = projection;
  await prepareReadModel(pool, model, 'no-log');
  const table = new ReadModelTable(model, versionSchema(model));
  const changes: Rows = new Map(Object.entries(rows).map(([key, row]) => [key, fieldsOf(row)]));
  await table.write(pool, changes);
}

const fieldsOf = (row: object): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(row));
