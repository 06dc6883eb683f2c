import { APPEND_FUNCTION } from './append-function.js';
import { REMOVAL_FUNCTIONS } from './removal-functions.js';

/**
 * What each version of the schema adds; a version that was published never changes. `log_hash` runs over the whole
 * log: SHA-256 of the one before and the event's hash, so that rows of different streams cannot change places.
 */
export const SCHEMA_VERSIONS: readonly string[] = [
  /* sql */ `
CREATE TABLE log.events (
  position bigint NOT NULL,
  stream text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL,
  canonical text NOT NULL,
  hash bytea NOT NULL,
  log_hash bytea NOT NULL,
  texts text NOT NULL,
  CONSTRAINT events_position PRIMARY KEY (position),
  CONSTRAINT events_stream_revision UNIQUE (stream, revision),
  CONSTRAINT events_stream_id UNIQUE (stream, id)
);

CREATE TABLE log.head (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  log_id text NOT NULL,
  position bigint NOT NULL,
  log_hash bytea NOT NULL
) WITH (fillfactor = 20);

CREATE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
  RAISE EXCEPTION 'what is in the log stays as it is: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$function$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log.events
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.events ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER keep_head BEFORE DELETE OR TRUNCATE ON log.head
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();

${APPEND_FUNCTION};
REVOKE ALL ON FUNCTION log.append FROM PUBLIC;
`,
  // What one statement needs to move the head past several events: a statement answers only a row's new values, so
  // the hash that the running ones begin with is kept in it.
  /* sql */ `
ALTER TABLE log.head ADD COLUMN log_hash_before bytea;

CREATE FUNCTION log.chain(log_hash bytea, hashes text[]) RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $function$
DECLARE
  chained bytea[] := '{}';
  hash text;
BEGIN
  FOREACH hash IN ARRAY hashes LOOP
    log_hash := sha256(log_hash || decode(hash, 'hex'));
    chained := array_append(chained, log_hash);
  END LOOP;
  RETURN chained;
END
$function$;
REVOKE ALL ON FUNCTION log.chain FROM PUBLIC;
`,
  REMOVAL_FUNCTIONS,
];
