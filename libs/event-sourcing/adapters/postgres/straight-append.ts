import type { QueryArrayConfig } from 'pg';
import type { AppendResult, PreparedAppend } from '../../event-store.js';
import { HEAD_CHANNEL } from './append-function.js';
import { integerArray, textArray } from './binary-array.js';
import { parsePosition } from './position.js';

/*
 * Nearly every append meets a stream that is where it should be. One plain statement then does what log.append does,
 * for half of the work: it has a snapshot older than the lock on the head, so what others committed in between it sees
 * only by the unique constraints, which refuse it; and where it sees another revision than the expected one, it moves
 * nothing. In either case log.append has the last word, since it can tell a conflict from a repetition.
 */

const lastRevision = (stream: string): string =>
  `coalesce((SELECT e.revision FROM log.events e WHERE e.stream = ${stream} ORDER BY e.revision DESC LIMIT 1), -1)`;

const INSERT = `INSERT INTO log.events
    (position, stream, revision, id, type, recorded_at, canonical, hash, log_hash, texts)`;

const ONE = /* sql */ `
WITH moved AS (
  UPDATE log.head SET position = position + 1, log_hash = sha256(log_hash || decode($7::text, 'hex'))
  WHERE ${lastRevision('$1::text')} = $2::integer
  RETURNING position, log_hash
), written AS (
  ${INSERT}
  SELECT position, $1, $2 + 1, $3::uuid, $4::text, $5::timestamptz, $6::text, decode($7, 'hex'), log_hash, $8::text
  FROM moved
)
SELECT position - 1, pg_notify('${HEAD_CHANNEL}', position::text) FROM moved`;

const SEVERAL = /* sql */ `
WITH moved AS (
  UPDATE log.head SET
    position = position + cardinality($5::text[]),
    log_hash = (log.chain(log_hash, $9::text[]))[cardinality($5)],
    log_hash_before = log_hash
  WHERE NOT EXISTS (
    SELECT FROM unnest($1::text[], $2::integer[]) AS a (stream, expected) WHERE ${lastRevision('a.stream')} <> a.expected)
  RETURNING position, log_hash_before
), written AS (
  ${INSERT}
  SELECT m.position - cardinality($5) + e.nth, e.stream, e.revision, e.id::uuid, e.type, e.recorded_at::timestamptz,
    e.canonical, decode(e.hash, 'hex'), e.log_hash, e.texts
  FROM (SELECT position, log.chain(log_hash_before, $9) AS log_hashes FROM moved OFFSET 0) AS m,
    unnest($3::text[], $4::integer[], $5, $6::text[], $7::text[], $8::text[], $9, m.log_hashes, $10::text[])
      WITH ORDINALITY AS e (stream, revision, id, type, recorded_at, canonical, hash, log_hash, texts, nth)
)
SELECT position - cardinality($5), pg_notify('${HEAD_CHANNEL}', position::text) FROM moved`;

/** The head as it was before; no row where nothing was moved. */
export type StraightRow = [headBefore: string, notified: unknown];

/** One statement for several appends, all or nothing; none where an append must see another of them. */
export function straightCall(appends: readonly PreparedAppend[]): QueryArrayConfig | undefined {
  const [append] = appends;
  const [event] = append?.events ?? [];
  if (append === undefined || event === undefined) return undefined;
  if (appends.length > 1 || append.events.length > 1) return severalCall(appends);
  const { id, type, envelope, canonicalText, hash, texts } = event;
  const { recordedAt } = envelope.metadata;
  return {
    name: 'append-one',
    text: ONE,
    rowMode: 'array',
    values: [append.stream, expected(append), id, type, recordedAt, canonicalText, hash, JSON.stringify(texts)],
  };
}

function severalCall(appends: readonly PreparedAppend[]): QueryArrayConfig | undefined {
  const streams = appends.map(({ stream }) => stream);
  if (new Set(streams).size < streams.length) return undefined;
  const events = appends.flatMap((append) => append.events);
  const placed = appends.flatMap((append) =>
    append.events.map((_, n) => [append.stream, expected(append) + 1 + n] as const),
  );
  return {
    name: 'append-several',
    text: SEVERAL,
    rowMode: 'array',
    values: [
      textArray(streams),
      integerArray(appends.map(expected)),
      textArray(placed.map(([stream]) => stream)),
      integerArray(placed.map(([, revision]) => revision)),
      textArray(events.map(({ id }) => id)),
      textArray(events.map(({ type }) => type)),
      textArray(events.map(({ envelope }) => envelope.metadata.recordedAt)),
      textArray(events.map(({ canonicalText }) => canonicalText)),
      textArray(events.map(({ hash }) => hash)),
      textArray(events.map(({ texts }) => JSON.stringify(texts))),
    ],
  };
}

export function straightResults(appends: readonly PreparedAppend[], [headBefore]: StraightRow): AppendResult[] {
  let position = BigInt(headBefore);
  return appends.map((append) => {
    const { stream, events } = append;
    position += BigInt(events.length);
    return { stream, revision: expected(append) + events.length, position: parsePosition(String(position)) };
  });
}

const expected = ({ expectedRevision }: PreparedAppend): number =>
  expectedRevision === 'no-stream' ? -1 : expectedRevision;
