/**
 * What lets the text of an event be taken out, and nothing else: an update of an event passes only where it leaves out
 * exactly the texts that an event TextRemoved of the same stream names. That holds for whoever owns the table, too.
 */
export const REMOVAL_FUNCTIONS = /* sql */ `
CREATE FUNCTION log.removed_digests(of_stream text, of_revision integer) RETURNS text[]
LANGUAGE sql STABLE STRICT AS $function$
  SELECT coalesce(array_agg(named.digest), '{}')
  FROM log.events AS removal,
    jsonb_to_recordset(removal.canonical::jsonb #> '{data,texts}') AS named (revision integer, digest text)
  WHERE removal.stream = of_stream AND removal.revision > of_revision AND removal.type = 'TextRemoved'
    AND named.revision = of_revision
$function$;

CREATE FUNCTION log.texts_without(texts text, digests text[]) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $function$
  SELECT '{' || coalesce(string_agg(to_json(member.key)::text || ':' || member.value::text, ',' ORDER BY nth), '') || '}'
  FROM json_each(texts::json) WITH ORDINALITY AS member (key, value, nth)
  WHERE member.key <> ALL (digests)
$function$;

CREATE FUNCTION log.refuse_change_but_removal() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
  removed text[] := log.removed_digests(OLD.stream, OLD.revision);
BEGIN
  IF cardinality(removed) > 0
    AND NEW.texts = log.texts_without(OLD.texts, removed)
    AND (NEW.position, NEW.stream, NEW.revision, NEW.id, NEW.type, NEW.recorded_at, NEW.canonical, NEW.hash, NEW.log_hash)
      IS NOT DISTINCT FROM
        (OLD.position, OLD.stream, OLD.revision, OLD.id, OLD.type, OLD.recorded_at, OLD.canonical, OLD.hash, OLD.log_hash)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what is in the log stays as it is: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$function$;

DROP TRIGGER append_only ON log.events;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON log.events
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.events ENABLE ALWAYS TRIGGER append_only;
CREATE TRIGGER texts_only BEFORE UPDATE ON log.events
  FOR EACH ROW EXECUTE FUNCTION log.refuse_change_but_removal();
ALTER TABLE log.events ENABLE ALWAYS TRIGGER texts_only;

CREATE FUNCTION log.remove_texts(of_stream text, of_revision integer) RETURNS integer
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
  removed text[] := log.removed_digests(of_stream, of_revision);
  before text;
BEGIN
  IF cardinality(removed) = 0 THEN
    RAISE EXCEPTION 'no event TextRemoved names % %', of_stream, of_revision USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT texts INTO STRICT before FROM log.events WHERE stream = of_stream AND revision = of_revision;
  IF before = log.texts_without(before, removed) THEN
    RETURN 0;
  END IF;
  UPDATE log.events SET texts = log.texts_without(texts, removed) WHERE stream = of_stream AND revision = of_revision;
  RETURN (SELECT count(*) FROM json_each(before::json) AS member WHERE member.key = ANY (removed));
END
$function$;

REVOKE ALL ON FUNCTION log.removed_digests, log.texts_without, log.refuse_change_but_removal, log.remove_texts FROM PUBLIC;

-- What the planner knows of a column are copies of its values.
ALTER TABLE log.events ALTER COLUMN texts SET STATISTICS 0;
`;
