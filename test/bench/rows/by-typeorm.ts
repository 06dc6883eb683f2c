import { DataSource, EntitySchema } from 'typeorm';
import type { RecordedEvent } from '#event-sourcing/event.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { applyEvent, keysOf, type Rows } from '#event-sourcing/projection/fold.js';
import type { AnyProjection, Columns, Row } from '#event-sourcing/projection/projection.js';
import { createTable, dropSchema } from '#event-sourcing/projection/schema.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';
import { perSecond } from '../measure.js';
import { withClient } from '../place.js';
import { digestAfter, digestOfTable } from './first-events.js';

const schemaOf = ({ name }: AnyProjection): string => `by_typeorm_${name}`;

/** The product's own description of the rows, on a table that may be written. */
const writableEntity = (projection: AnyProjection): EntitySchema<Row> => {
  const { options } = entityOf<Row, never>({ ...projection, columns: projection.columns as Columns<Row> });
  const { name, columns } = options;
  return new EntitySchema<Row>({ name, columns, schema: schemaOf(projection), tableName: projection.name });
};

/**
 * Keeps the read models the usual way: for each event, and each model that it concerns, the row is found, changed and
 * saved. The same folds, tables and indexes as ours. Answers events per second.
 *
 * @throws Error when the rows are not those that the events make.
 */
export const keepByTypeOrm = async (url: string, events: readonly RecordedEvent[]): Promise<number> => {
  const entities = PROJECTIONS.map((projection) => [projection, writableEntity(projection)] as const);
  const source = new DataSource({ type: 'postgres', url, entities: entities.map(([, entity]) => entity) });
  await source.initialize();
  try {
    for (const projection of PROJECTIONS) {
      const schema = schemaOf(projection);
      await source.query(`${dropSchema(schema)}; ${createTable(projection, schema)}`);
    }
    const kept = entities.map(([projection, entity]) => ({ projection, repository: source.getRepository(entity) }));
    const rate = await perSecond(events.length, async () => {
      for (const event of events) {
        for (const { projection, repository } of kept) {
          for (const key of keysOf(projection, event)) {
            const before = await repository.findOneBy({ [projection.key]: key });
            const rows: Rows = new Map([[key, before ?? undefined]]);
            if (applyEvent(projection, rows, event, [key]).length === 0) continue;
            const after = rows.get(key);
            if (after !== undefined) await repository.save({ ...after });
          }
        }
      }
    });
    await compare(url, events);
    return rate;
  } finally {
    await source.destroy();
  }
};

const compare = (url: string, events: readonly RecordedEvent[]): Promise<void> =>
  withClient(url, async (client) => {
    for (const projection of PROJECTIONS) {
      const kept = await digestOfTable(client, projection, schemaOf(projection));
      if (kept !== digestAfter(projection, events)) throw new Error(`the reference has other rows: ${projection.name}`);
    }
  });
