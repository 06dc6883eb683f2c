import type { Client } from 'pg';
import type { IntegrityFinding } from '../../event-store.js';
import { checkRow, logSeed } from './integrity-row.js';
import type { Row, Walk } from './integrity-row.js';

const BATCH = 1_000;

const ROWS = /* sql */ `
  SELECT position::text, stream, revision, id::text, type,
    to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    canonical, encode(hash, 'hex'), encode(log_hash, 'hex')
  FROM log.events WHERE position > $1 AND position <= $2 ORDER BY events.position LIMIT ${String(BATCH)}`;

const HEAD = `SELECT position::text, log_id, encode(log_hash, 'hex') AS log_hash FROM log.head`;

/** Within a stream a later revision stands at a later position; no revision and no id stands there twice. */
const DISORDER = /* sql */ `
  SELECT stream, revision FROM (
    SELECT stream, revision, position, lag(revision) OVER w AS revision_before, lag(position) OVER w AS position_before
    FROM log.events WINDOW w AS (PARTITION BY stream ORDER BY revision, position)
  ) AS neighbours WHERE revision_before >= revision OR position_before >= position
  UNION
  SELECT stream, max(revision) FROM log.events GROUP BY stream, id HAVING count(*) > 1
  ORDER BY stream, revision`;

const GUARDS = /* sql */ `
  SELECT 'trigger ' || name || ' is missing or switched off' AS detail
  FROM unnest(ARRAY['append_only', 'texts_only']) AS name
  WHERE NOT EXISTS (
    SELECT FROM pg_trigger WHERE tgrelid = 'log.events'::regclass AND tgname = name AND tgenabled <> 'D')
  UNION ALL
  SELECT 'constraint ' || name || ' is missing'
  FROM unnest(ARRAY['events_position', 'events_stream_revision', 'events_stream_id']) AS name
  WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'log.events'::regclass AND conname = name)`;

/** What the database can say of itself, up to the head as it was when the check began; in bounded memory. */
export async function* checkConsistency(
  client: Client,
  onProgress?: (events: number) => void,
): AsyncGenerator<IntegrityFinding> {
  const head = (await client.query<{ position: string; log_id: string; log_hash: string }>(HEAD)).rows[0];
  if (head === undefined) {
    yield { code: 'head-missing', detail: 'the head row is not there' };
    return;
  }
  const walk: Walk = { position: 0n, logHash: logSeed(head.log_id), place: 'the beginning' };
  for (let events = 0; ;) {
    const values = [String(walk.position), head.position];
    const { rows } = await client.query<Row>({ text: ROWS, values, rowMode: 'array' });
    for (const row of rows) yield* checkRow(row, walk);
    events += rows.length;
    onProgress?.(events);
    if (rows.length < BATCH) break;
  }
  yield* checkHead(client, head, walk);
  for (const { stream, revision } of (await client.query<{ stream: string; revision: number }>(DISORDER)).rows)
    yield { code: 'order', stream, revision, detail: 'it stands twice, or before an earlier one' };
  for (const { detail } of (await client.query<{ detail: string }>(GUARDS)).rows)
    yield { code: 'guard-missing', detail };
}

async function* checkHead(
  client: Client,
  head: { position: string; log_hash: string },
  walk: Walk,
): AsyncGenerator<IntegrityFinding> {
  const at = `the head is at ${head.position}`;
  if (String(walk.position) !== head.position)
    yield { code: 'head-mismatch', detail: `${at}, the last event, ${walk.place}, at ${String(walk.position)}` };
  else if (walk.logHash !== head.log_hash)
    yield { code: 'head-mismatch', detail: `${at} with a log hash that is not the last event's` };
  // Asked now: whatever was appended since the check began moved the head with it.
  const beyond = await client.query<{ stream: string; revision: number }>(
    'SELECT stream, revision FROM log.events WHERE position > (SELECT position FROM log.head) ORDER BY position LIMIT 100',
  );
  for (const { stream, revision } of beyond.rows)
    yield { code: 'beyond-head', stream, revision, detail: 'it stands behind the head of the log' };
}
