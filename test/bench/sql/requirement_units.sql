WITH issued AS (
  SELECT data ->> 'requirement' AS requirement, unit, "on", (data ->> 'dueOn')::date AS due_on
  FROM e, LATERAL jsonb_array_elements_text(data -> 'units') AS units (unit)
  WHERE type = 'RequirementIssued'),
acknowledged AS (
  SELECT data ->> 'requirement' AS requirement, data ->> 'unit' AS unit, "on" FROM e WHERE type = 'RequirementAcknowledged'),
implemented AS (
  SELECT data ->> 'requirement' AS requirement, data ->> 'unit' AS unit, "on", data #>> '{words,text}' AS words,
    pg_temp.evidence(data -> 'evidence') AS evidence, actor
  FROM e WHERE type = 'RequirementImplemented')
INSERT INTO by_sql_requirement_units.requirement_units (id, requirement, unit, "issuedOn", "dueOn", "ownStatus", "ownSince", "acknowledgedOn",
  "implementedOn", words, evidence, separation, status, since)
SELECT requirement || '/' || unit, requirement, unit, issued."on", issued.due_on, own_status, own_since, a."on", i."on", i.words,
  coalesce(i.evidence, '[]'), jsonb_strip_nulls(jsonb_build_object('implementedBy', i.actor)), coalesce(own_status, 'issued'),
  coalesce(own_since, issued."on")
FROM issued
LEFT JOIN acknowledged AS a USING (requirement, unit)
LEFT JOIN implemented AS i USING (requirement, unit)
CROSS JOIN LATERAL (SELECT
  CASE WHEN i."on" IS NOT NULL THEN 'implemented' WHEN a."on" IS NOT NULL THEN 'acknowledged' END AS own_status,
  coalesce(i."on", a."on") AS own_since) AS own;
