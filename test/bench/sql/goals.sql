WITH own AS (
  SELECT stream,
    max(revision) + 1 AS length,
    (array_agg(CASE type WHEN 'GoalAccepted' THEN 'accepted' WHEN 'GoalResultSubmitted' THEN 'submitted' ELSE 'concluded' END
      ORDER BY revision DESC) FILTER (WHERE type <> 'GoalProgressed'))[1] AS status,
    (array_agg("on" ORDER BY revision DESC) FILTER (WHERE type <> 'GoalProgressed'))[1] AS since,
    max("on") FILTER (WHERE type = 'GoalAccepted') AS accepted_on,
    jsonb_agg(jsonb_build_object('on', "on", 'words', data #> '{words,text}', 'evidence', pg_temp.evidence(data -> 'evidence'))
      ORDER BY revision) FILTER (WHERE type = 'GoalProgressed') AS progress,
    jsonb_agg(jsonb_build_object('submission', data -> 'submission', 'on', "on", 'summary', data #> '{summary,text}',
      'evidence', pg_temp.evidence(data -> 'evidence'), 'returned', NULL) ORDER BY revision)
      FILTER (WHERE type = 'GoalResultSubmitted') AS results,
    max("on") FILTER (WHERE type = 'GoalResultSubmitted') AS submitted_on,
    max(actor) FILTER (WHERE type = 'GoalResultSubmitted') AS submitted_by,
    max(data ->> 'outcome') AS outcome,
    max(data #>> '{finding,text}') AS finding,
    max("on") FILTER (WHERE type = 'GoalConcluded') AS concluded_on
  FROM e WHERE type IN ('GoalAccepted', 'GoalProgressed', 'GoalResultSubmitted', 'GoalConcluded')
  GROUP BY stream)
INSERT INTO by_sql_goals.goals (id, length, no, year, branch, comment, statement, level, measure, "assignedOn", "dueOn", "ownStatus", "ownSince",
  "acceptedOn", progress, results, "submittedOn", returned, outcome, finding, "concludedOn", separation, passed, status, since, grams)
SELECT a.data ->> 'goal', coalesce(length, 0), a.data ->> 'no', (a.data ->> 'year')::integer, a.data ->> 'branch',
  (a.data ->> 'comment')::integer, a.data #>> '{statement,text}', 'internal', a.data #>> '{measure,text}', a."on", (a.data ->> 'dueOn')::date,
  own.status, own.since, accepted_on, coalesce(progress, '[]'), coalesce(results, '[]'), submitted_on, false, outcome, finding,
  concluded_on, jsonb_strip_nulls(jsonb_build_object('submittedBy', submitted_by)), '{}', coalesce(own.status, 'assigned'),
  coalesce(own.since, a."on"),
  pg_temp.grams((a.data ->> 'no') || ' ' || (a.data #>> '{statement,text}') || ' ' || (a.data #>> '{measure,text}'))
FROM e AS a
LEFT JOIN own ON own.stream = 'goal-' || (a.data ->> 'goal')
WHERE type = 'GoalAssigned';
