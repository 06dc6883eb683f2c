/** Notified with the new head position at every commit that moved it. */
export const HEAD_CHANNEL = 'log_head';

const INSERT_PENDING = /* sql */ `INSERT INTO log.events (position, stream, revision, id, type, recorded_at, canonical, hash, log_hash, texts)
  SELECT e.position, e.stream, e.revision, e.id, e.type, e.recorded_at, e.canonical, decode(e.hash, 'hex'), e.log_hash, e.texts
  FROM unnest(new_positions, new_streams, new_revisions, new_log_hashes, ids, types, recorded, canonicals, hashes, texts)
    AS e (position, stream, revision, log_hash, id, type, recorded_at, canonical, hash, texts)
  WHERE e.position IS NOT NULL;`;

/**
 * Takes several appends at once: `streams`, `expected` (−1: no stream) and `counts` have one item for each append, the
 * other arrays one for each event, in order. Answers one row for each append.
 *
 * Locking the head row first makes positions follow the order of commits: the statements after it see whatever the
 * holder before committed, since each statement of a volatile function has a snapshot of its own under READ COMMITTED.
 * All is inserted by one statement, unless a stream occurs again: its later append must see the earlier.
 */
export const APPEND_FUNCTION = /* sql */ `
CREATE OR REPLACE FUNCTION log.append(
  streams text[], expected integer[], counts integer[],
  ids uuid[], types text[], recorded timestamptz[], canonicals text[], hashes text[], texts text[]
) RETURNS TABLE (outcome text, at_revision integer, at_position bigint)
LANGUAGE plpgsql VOLATILE AS $function$
#variable_conflict use_column
DECLARE
  head_position bigint;
  head_hash bytea;
  actual integer;
  repeated bigint;
  first integer := 1;
  last integer;
  again boolean := (SELECT count(DISTINCT s) < count(*) FROM unnest(streams) AS s);
  -- One item for each event; without a position it is not inserted.
  new_positions bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(ids)]);
  new_streams text[] := array_fill(NULL::text, ARRAY[cardinality(ids)]);
  new_revisions integer[] := array_fill(NULL::integer, ARRAY[cardinality(ids)]);
  new_log_hashes bytea[] := array_fill(NULL::bytea, ARRAY[cardinality(ids)]);
BEGIN
  SELECT h.position, h.log_hash INTO STRICT head_position, head_hash FROM log.head h FOR UPDATE;

  FOR n IN 1 .. cardinality(streams) LOOP
    last := first + counts[n] - 1;
    IF again AND streams[n] = ANY (streams[1:n - 1]) THEN
      ${INSERT_PENDING}
      new_positions := array_fill(NULL::bigint, ARRAY[cardinality(ids)]);
    END IF;
    SELECT e.revision INTO actual FROM log.events e WHERE e.stream = streams[n] ORDER BY e.revision DESC LIMIT 1;
    actual := coalesce(actual, -1);
    outcome := 'conflict';
    at_revision := actual;
    at_position := NULL;

    IF actual > expected[n] THEN
      SELECT count(*), max(e.position) INTO repeated, at_position
      FROM log.events e
      JOIN unnest(ids[first:last], hashes[first:last]) WITH ORDINALITY AS sent (id, hash, nth)
        ON e.revision = expected[n] + sent.nth AND e.id = sent.id AND e.hash = decode(sent.hash, 'hex')
      WHERE e.stream = streams[n];
      IF repeated = counts[n] THEN
        outcome := 'repeated';
        at_revision := expected[n] + counts[n];
      END IF;
    ELSIF actual = expected[n]
      AND NOT EXISTS (SELECT FROM log.events e WHERE e.stream = streams[n] AND e.id = ANY (ids[first:last]))
    THEN
      outcome := 'appended';
      FOR event IN first .. last LOOP
        actual := actual + 1;
        head_position := head_position + 1;
        head_hash := sha256(head_hash || decode(hashes[event], 'hex'));
        new_positions[event] := head_position;
        new_streams[event] := streams[n];
        new_revisions[event] := actual;
        new_log_hashes[event] := head_hash;
      END LOOP;
      at_revision := actual;
      at_position := head_position;
    END IF;

    first := last + 1;
    RETURN NEXT;
  END LOOP;

  ${INSERT_PENDING}
  UPDATE log.head h SET position = head_position, log_hash = head_hash WHERE h.position < head_position;
  IF FOUND THEN
    PERFORM pg_notify('${HEAD_CHANNEL}', head_position::text);
  END IF;
END
$function$`;
