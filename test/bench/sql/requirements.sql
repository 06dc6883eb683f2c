WITH own AS (
  SELECT stream, max(revision) + 1 AS length, max("on") FILTER (WHERE type = 'RequirementConcluded') AS concluded_on,
    max(data #>> '{finding,text}') AS finding
  FROM e WHERE type IN ('RequirementAcknowledged', 'RequirementImplemented', 'RequirementConcluded')
  GROUP BY stream)
INSERT INTO by_sql_requirements.requirements (id, length, no, year, number, heading, level, points, addressees, units, passed, heirs, "issuedOn", "dueOn",
  "concludedOn", finding, grams)
SELECT data ->> 'requirement', coalesce(length, 0), data ->> 'no', (data ->> 'year')::integer, (data ->> 'number')::integer,
  data #>> '{heading,text}', 'internal', pg_temp.words(data -> 'points'), data -> 'addressees',
  ARRAY(SELECT jsonb_array_elements_text(data -> 'units')), '{}', '{}', "on", (data ->> 'dueOn')::date, concluded_on, finding,
  pg_temp.grams((data ->> 'no') || ' ' || words)
FROM e
LEFT JOIN own ON own.stream = 'requirement-' || (data ->> 'requirement')
WHERE type = 'RequirementIssued';
