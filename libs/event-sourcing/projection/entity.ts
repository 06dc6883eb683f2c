import { EntitySchema, type EntitySchemaColumnOptions, type ValueTransformer } from 'typeorm';
import type { DomainEvent } from '../event.js';
import type { Column, Projection } from './projection.js';
import { READ_MODELS, versionView } from './schema.js';

const unchanged = (value: unknown): unknown => value;

/** Rows read through TypeORM look as folds made them: numbers for `bigint`, ISO text for `timestamptz`. */
const transformers: Partial<Record<Column['type'], ValueTransformer>> = {
  bigint: { to: unchanged, from: (value: unknown) => (typeof value === 'string' ? Number(value) : value) },
  timestamptz: { to: unchanged, from: (value: unknown) => (value instanceof Date ? value.toISOString() : value) },
};

/** The stable name of a read model for TypeORM, to be read only; the engine owns its tables. */
export const entityOf = <Row extends object, E extends DomainEvent>({
  name,
  version,
  key,
  columns,
}: Pick<Projection<Row, E>, 'name' | 'version' | 'key' | 'columns'>): EntitySchema<Row> => {
  const options = (field: string, { type, nullable }: Column): EntitySchemaColumnOptions => {
    const transformer = transformers[type];
    return {
      type: type === 'text[]' ? 'text' : type === 'integer[]' ? 'integer' : type,
      array: type === 'text[]' || type === 'integer[]',
      name: field,
      nullable: nullable === true,
      primary: field === key,
      ...(transformer === undefined ? {} : { transformer }),
    };
  };
  const described = Object.entries<Column>(columns).map(([field, column]) => [field, options(field, column)]);
  return new EntitySchema<Row>({
    name,
    tableName: versionView({ name, version }),
    schema: READ_MODELS,
    synchronize: false,
    // One for each field of the row, as `columns` has it.
    columns: Object.fromEntries(described) as Record<string, EntitySchemaColumnOptions> & Record<never, never>,
  });
};
