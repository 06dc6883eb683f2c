INSERT INTO by_sql_text_removals.text_removals (id, stream, revision, branch, item, ground, reason, "requestedOn")
SELECT asked.stream || ':' || asked.revision, asked.stream, (asked.data #>> '{entry,revision}')::integer,
  CASE WHEN jsonb_array_length(asked.data -> 'units') = 1 THEN asked.data #>> '{units,0}' END, asked.data ->> 'item',
  asked.data ->> 'ground', asked.data #>> '{reason,text}', asked."on"
FROM e AS asked
LEFT JOIN e AS answered ON answered.type IN ('TextRemovalRefused', 'TextRemoved') AND answered.stream = asked.stream
  AND (answered.data #>> '{request,revision}')::integer = asked.revision
WHERE asked.type = 'TextRemovalRequested' AND answered.stream IS NULL;
