-- Every event once, its envelope taken apart and its words in place of their digests.
CREATE FUNCTION pg_temp.grams(words text) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_agg(DISTINCT gram ORDER BY gram)
  FROM (SELECT string_to_array(lower(regexp_replace(words, '[^[:alnum:]]+', ' ', 'g')), NULL) AS letters) AS split,
    unnest(ARRAY(
      SELECT ascii(letter) << 16 FROM unnest(letters) AS single (letter) WHERE letter <> ' '
    ) || ARRAY(
      SELECT (ascii(letter) << 16) # ascii(next) FROM unnest(letters, letters[2:]) AS pair (letter, next) WHERE letter <> ' ' AND next <> ' '
    )) AS gram
$$;

CREATE FUNCTION pg_temp.evidence(evidence jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg(item || jsonb_build_object('title', item #> '{title,text}') ORDER BY n), '[]')
  FROM jsonb_array_elements(evidence) WITH ORDINALITY AS items (item, n)
$$;

CREATE FUNCTION pg_temp.words(texts jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg(item -> 'text' ORDER BY n), '[]') FROM jsonb_array_elements(texts) WITH ORDINALITY AS items (item, n)
$$;

-- OFFSET 0: what is taken apart is taken apart once, not again wherever it is named.
CREATE TEMPORARY TABLE e ON COMMIT DROP AS
SELECT stream, revision, type,
  CASE WHEN texts = '{}' THEN data ELSE (
    SELECT string_agg(
      CASE WHEN n = 1 THEN piece ELSE '{"text":' || (said -> left(piece, 43) -> 1)::text || substr(piece, 45) END,
      '' ORDER BY n)
    FROM unnest(string_to_array(data::text, '{"textDigest":"')) WITH ORDINALITY AS pieces (piece, n)
  )::json END::jsonb AS data,
  CASE WHEN texts <> '{}' THEN (SELECT string_agg(text ->> 1, ' ') FROM jsonb_each(said) AS t (digest, text)) END AS words,
  meta,
  (meta ->> 'occurredOn')::date AS "on",
  meta ->> 'actor' AS actor,
  meta #>> '{tags,branch}' AS branch,
  (meta #>> '{tags,year}')::integer AS year
FROM log.events,
  LATERAL (SELECT canonical::json AS envelope OFFSET 0) AS parsed,
  LATERAL (SELECT envelope -> 'data' AS data, (envelope -> 'metadata')::jsonb AS meta, texts::jsonb AS said OFFSET 0) AS told
WHERE position <= current_setting('bench.up_to')::bigint;
ANALYZE e;
