/**
 * Takes the first events of a log over into an emmett store, has emmett rebuild projections with our own folds into
 * Pongo collections, and prints how many events per second that was.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { program, log, url, count } = JSON.parse(process.argv[2]);
const BATCH = 1_000;

// Not by literal names: they are installed by the bench only, or stand where it compiled the product to.
const load = (name) => import(name);
const ours = (path) => load(pathToFileURL(join(program, path)).href);
const { getPostgreSQLEventStore, pongoProjection, rebuildPostgreSQLProjections } = await load(
  '@event-driven-io/emmett-postgresql',
);
const { default: pg } = await load('pg');
const { openPostgresEventStore } = await ours('libs/event-sourcing/adapters/postgres/open.js');
const { applyEvent, keysOf } = await ours('libs/event-sourcing/projection/fold.js');
const { canonicalText } = await ours('libs/event-sourcing/canonical.js');
const { RowDigest } = await ours('libs/event-sourcing/projection/fold-digest.js');
const { PROJECTIONS } = await ours('apps/composition/projections.js');
const { digestAfter, firstEvents } = await ours('test/bench/rows/first-events.js');

const source = await openPostgresEventStore({ url: log });
const events = await firstEvents(source, count);
await source.close();

const client = new pg.Client({ connectionString: url });
await client.connect();
const collectionOf = ({ name }) => `bench_${name}`;
await fill();

const consumer = rebuildPostgreSQLProjections({
  connectionString: url,
  pulling: { batchSize: BATCH },
  projections: PROJECTIONS.map(projectionOf),
});
const began = performance.now();
await consumer.start();
const rate = (events.length * 1_000) / (performance.now() - began);
await consumer.close();
for (const projection of PROJECTIONS) await compare(projection);
await client.end();
process.stdout.write(JSON.stringify(rate));

async function fill() {
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  for (const { stream, type, data, metadata } of events) await store.appendToStream(stream, [{ type, data, metadata }]);
  await store.close();
}

function projectionOf(projection) {
  return pongoProjection({
    name: collectionOf(projection),
    canHandle: Object.keys(projection.handlers),
    handle: async (batch, { pongo }) => {
      const collection = pongo.db().collection(collectionOf(projection));
      for (const { type, data, metadata } of batch) {
        const { streamName: stream, streamPosition, messageId: id } = metadata;
        const event = { stream, revision: Number(streamPosition) - 1, id, type, data, metadata };
        for (const key of keysOf(projection, event)) {
          await collection.handle(key, (document) => {
            const rows = new Map([[key, document === null ? undefined : rowOf(projection, document)]]);
            applyEvent(projection, rows, event, [key]);
            return rows.get(key) ?? null;
          });
        }
      }
    },
  });
}

function rowOf({ columns }, document) {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, document[name]]));
}

async function compare(projection) {
  const name = collectionOf(projection);
  // Emmett makes a collection with its first document.
  const { rows: found } = await client.query('SELECT to_regclass($1) IS NOT NULL AS made', [name]);
  const { rows } = found[0].made
    ? await client.query(`SELECT data FROM "${name}" ORDER BY _id COLLATE "C"`)
    : { rows: [] };
  const digest = new RowDigest();
  for (const { data } of rows) digest.add(canonicalText(rowOf(projection, data)));
  if (digest.result().digest !== digestAfter(projection, events))
    throw new Error(`the reference has other rows: ${projection.name}`);
}
