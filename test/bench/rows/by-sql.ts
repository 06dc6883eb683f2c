import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { digestRows } from '#event-sourcing/projection/fold-digest.js';
import type { ReadModelDigest } from '#event-sourcing/projection/fold-digest.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { addPrimaryKey, createBareTable, createIndexes, dropSchema } from '#event-sourcing/projection/schema.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';
import { withClient } from '../place.js';

const schemaOf = ({ name }: AnyProjection): string => `by_sql_${name}`;

const sqlOf = (name: string): Promise<string> => readFile(resolve('test/bench/sql', `${name}.sql`), 'utf8');

/**
 * Makes all read models by SQL alone, as somebody would who knows it well and needs them once: every event is taken
 * apart once, each table is filled by one statement, key and indexes come last, memory is ample. Of the first so many
 * events of the log.
 */
export const buildBySql = (url: string, events: number): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(PROJECTIONS.map((projection) => dropSchema(schemaOf(projection))).join('; '));
    await client.query(`BEGIN; SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '256MB'`);
    await client.query(`SELECT set_config('bench.up_to', $1, true)`, [String(events)]);
    await client.query(await sqlOf('events'));
    for (const projection of PROJECTIONS) {
      const schema = schemaOf(projection);
      await client.query(createBareTable(projection, schema));
      await client.query(await sqlOf(projection.name));
      await client.query([addPrimaryKey(projection, schema), ...createIndexes(projection, schema)].join('; '));
    }
    await client.query('COMMIT');
  });

/** By the engine's own digest of rows. */
export const digestBySql = (url: string, projection: AnyProjection): Promise<ReadModelDigest> =>
  withClient(url, async (client) => {
    await client.query('BEGIN');
    return digestRows(client, projection, schemaOf(projection));
  });
