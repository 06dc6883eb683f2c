WITH step (type, status) AS (VALUES ('ProblemDispatched', 'dispatched'), ('DispatchAcknowledged', 'acknowledged'),
  ('PlanSubmitted', 'planned'), ('PlanApproved', 'in-progress'), ('RectificationSubmitted', 'submitted'),
  ('RectificationReturned', 'in-progress'), ('RectificationVerified', 'verified'), ('ProblemClosed', 'closed')),
listed AS (
  SELECT id, "on", data ->> 'documentNumber' AS number
  FROM e, LATERAL jsonb_array_elements_text(data -> 'problems') AS problems (id)
  WHERE type = 'ProblemListApproved'),
progress AS (
  SELECT stream, data -> 'measure' AS measure,
    jsonb_agg(jsonb_build_object('revision', revision, 'on', "on", 'words', data #> '{words,text}', 'done', data -> 'done',
      'evidence', pg_temp.evidence(data -> 'evidence')) ORDER BY "on", revision) AS told,
    (array_agg((data ->> 'done')::boolean ORDER BY "on" DESC, revision DESC))[1] AS done
  FROM e WHERE type = 'MeasureProgressed'
  GROUP BY stream, data -> 'measure'),
granted AS (
  SELECT stream, "on", data -> 'extension' AS extension, data ->> 'dueOn' AS due_on, data ->> 'formerDueOn' AS former_due_on
  FROM e WHERE type = 'ExtensionGranted'),
extensions AS (
  SELECT asked.stream, count(granted.stream) AS granted,
    max((asked.data ->> 'extension')::integer) FILTER (WHERE granted.stream IS NULL) AS open,
    max(actor) FILTER (WHERE granted.stream IS NULL) AS asked_by,
    jsonb_agg(jsonb_build_object('extension', data -> 'extension', 'askedOn', asked."on",
      'dueOn', coalesce(granted.due_on, data ->> 'dueOn'), 'reason', data #> '{reason,text}',
      'outcome', CASE WHEN granted.stream IS NOT NULL THEN 'granted' END, 'decidedOn', granted."on",
      'formerDueOn', granted.former_due_on, 'refusedFor', NULL) ORDER BY asked.revision) AS told
  FROM e AS asked
  LEFT JOIN granted ON granted.stream = asked.stream AND granted.extension = data -> 'extension'
  WHERE type = 'ExtensionRequested'
  GROUP BY asked.stream),
submissions AS (
  SELECT s.stream, count(*) AS n,
    jsonb_agg(jsonb_build_object('submission', s.data -> 'submission', 'on', s."on", 'summary', s.data #> '{summary,text}',
      'atOnce', s.data -> 'atOnce', 'evidence', pg_temp.evidence(s.data -> 'evidence'),
      'outcome', CASE o.type WHEN 'RectificationVerified' THEN 'verified' WHEN 'RectificationReturned' THEN 'returned' END,
      'outcomeOn', o."on", 'words', coalesce(o.data #> '{finding,text}', o.data #> '{reason,text}')) ORDER BY s.revision) AS told
  FROM e AS s
  LEFT JOIN e AS o ON o.type IN ('RectificationVerified', 'RectificationReturned') AND o.stream = s.stream
    AND o.data -> 'submission' = s.data -> 'submission'
  WHERE s.type = 'RectificationSubmitted'
  GROUP BY s.stream),
measures AS (
  SELECT e.stream,
    jsonb_agg(m || jsonb_build_object('words', m #> '{words,text}', 'expectedResult', m #> '{expectedResult,text}',
      'extendedTo', granted.due_on, 'done', coalesce(progress.done, false), 'progress', coalesce(progress.told, '[]'))
      ORDER BY n) AS told,
    min(coalesce(granted.due_on, m ->> 'dueOn')) FILTER (WHERE progress.done IS NOT true) AS next_step_on,
    array_agg(DISTINCT m ->> 'kind' COLLATE "C") AS kinds,
    array_agg(DISTINCT unit ->> 'code' COLLATE "C") FILTER (WHERE unit ->> 'kind' = 'department') AS departments,
    array_agg(DISTINCT m #>> '{leadUnit,code}' COLLATE "C") FILTER (WHERE m #>> '{leadUnit,kind}' = 'branch')
      || array_agg(DISTINCT unit ->> 'code' COLLATE "C") FILTER (WHERE unit ->> 'kind' = 'branch') AS branches,
    array_agg(DISTINCT (m #>> '{leadUnit,kind}') || '/' || (m #>> '{leadUnit,code}') COLLATE "C")
      FILTER (WHERE progress.done IS NOT true) AS led
  FROM e
  CROSS JOIN LATERAL jsonb_array_elements(data -> 'measures') WITH ORDINALITY AS measures (m, n)
  LEFT JOIN progress ON progress.stream = e.stream AND progress.measure = m -> 'measure'
  LEFT JOIN granted ON granted.stream = e.stream AND granted.former_due_on = m ->> 'dueOn'
  -- The generator names one supporting unit at most, and no department in the lead of a measure.
  CROSS JOIN LATERAL (SELECT m #> '{supportingUnits,0}' AS unit) AS supporting
  WHERE type = 'PlanSubmitted'
  GROUP BY e.stream),
reminded AS (
  SELECT data #>> '{subject,id}' AS id, count(*) AS n, max("on") AS last
  FROM e WHERE type = 'ReminderIssued' GROUP BY data #>> '{subject,id}'),
own AS (
  SELECT stream,
    max(revision) + 1 AS length,
    (array_agg(step.status ORDER BY revision DESC) FILTER (WHERE step.type IS NOT NULL))[1] AS status,
    (array_agg(step.type ORDER BY revision DESC) FILTER (WHERE step.type IS NOT NULL))[1] AS last_step,
    (array_agg("on" ORDER BY revision DESC) FILTER (WHERE step.type IS NOT NULL))[1] AS since,
    (array_agg(data -> 'lead') FILTER (WHERE type = 'ProblemDispatched'))[1] AS lead,
    max("on") FILTER (WHERE type = 'ProblemDispatched') AS dispatched_on,
    max(data ->> 'noticeNumber') AS notice_number,
    max(data ->> 'planDueOn')::date AS plan_due_on,
    max("on") FILTER (WHERE type = 'DispatchAcknowledged') AS acknowledged_on,
    max("on") FILTER (WHERE type = 'PlanApproved') AS approved_on,
    max("on") FILTER (WHERE type = 'RectificationVerified') AS verified_on,
    max("on") FILTER (WHERE type = 'ProblemClosed') AS closed_on,
    max(data #>> '{conclusion,text}') AS conclusion,
    (array_agg(data ->> 'dueOn' ORDER BY revision DESC) FILTER (WHERE type IN ('PlanSubmitted', 'ExtensionGranted')))[1]::date AS due_on,
    max(data ->> 'dueOn') FILTER (WHERE type = 'PlanSubmitted')::date AS original_due_on,
    (array_agg(jsonb_build_object('on', "on", 'reason', data #> '{reason,text}') ORDER BY revision DESC)
      FILTER (WHERE type = 'RectificationReturned'))[1] AS returned_for,
    (array_agg(type ORDER BY revision DESC) FILTER (WHERE type IN ('RectificationSubmitted', 'RectificationReturned')))[1] AS last_submission,
    (array_agg("on" ORDER BY revision DESC) FILTER (WHERE type = 'RectificationSubmitted'))[1] AS submitted_on,
    (array_agg(jsonb_build_object('submittedOn', "on", 'cause', data #> '{cause,text}', 'adoptedBy', data -> 'adoptedBy',
      'adoptedOn', data -> 'adoptedOn', 'dueOn', data -> 'dueOn', 'returnedOn', NULL)) FILTER (WHERE type = 'PlanSubmitted'))[1] AS plan,
    max(actor) FILTER (WHERE type = 'PlanSubmitted') AS planned_by,
    (array_agg(actor ORDER BY revision DESC) FILTER (WHERE type = 'RectificationSubmitted'))[1] AS submitted_by,
    max(actor) FILTER (WHERE type = 'RectificationVerified') AS verified_by
  FROM e LEFT JOIN step USING (type)
  WHERE type IN ('ProblemDispatched', 'DispatchAcknowledged', 'PlanSubmitted', 'PlanApproved', 'MeasureProgressed',
    'ExtensionRequested', 'ExtensionGranted', 'RectificationSubmitted', 'RectificationReturned', 'RectificationVerified',
    'ProblemClosed')
  GROUP BY stream)
INSERT INTO by_sql_problem_ledger.problem_ledger (id, length, no, year, branch, source, statement, level, category, comment, spoken, "mergedFrom", "recurrenceOf", "raisedOn",
  "leadNamed", passed, "listedOn", "listNumber", "ownStatus", "ownSince", "leadNotified", "dispatchedOn", "noticeNumber", "planDueOn",
  "acknowledgedOn", contested, plan, "dueOn", "originalDueOn", "nextStepOn", extensions, "extensionsGranted", "openExtension",
  returned, "returnedFor", submissions, "submissionCount", "submittedOn", "verifiedOn", "closedOn", conclusion, "standingSince",
  "standingNotes", "notedHalf", "withdrawnOn", "withdrawnFor", "reopenedOn", separation, status, since, "standingMeasures", "measureKinds",
  "leadKind", "leadCode", departments, reminders, "remindedOn", "branchesInvolved", "measuresLed", grams)
SELECT f.data ->> 'problem', coalesce(length, 0), f.data ->> 'no', (f.data ->> 'year')::integer, f.data ->> 'branch', 'review',
  f.data #>> '{statement,text}', 'internal', f.data ->> 'category', (f.data ->> 'comment')::integer,
  f.data #>> '{statement,text}', '{}', f.data ->> 'recurrenceOf', f."on",
  f.data -> 'lead', '{}', listed."on", listed.number, own.status, own.since, own.lead, dispatched_on, notice_number, plan_due_on,
  acknowledged_on, NULL, plan || jsonb_build_object('approved', approved_on IS NOT NULL, 'approvedOn', approved_on, 'measures', measures.told), due_on, original_due_on,
  CASE WHEN approved_on IS NOT NULL THEN next_step_on::date END, coalesce(extensions.told, '[]'), coalesce(granted, 0), open,
  coalesce(last_step = 'RectificationReturned', false), CASE WHEN last_submission = 'RectificationReturned' THEN returned_for END,
  coalesce(submissions.told, '[]'), coalesce(submissions.n, 0),
  CASE WHEN last_submission = 'RectificationSubmitted' THEN submitted_on END, verified_on, closed_on, conclusion, NULL, '[]', NULL,
  NULL, NULL, NULL,
  jsonb_strip_nulls(jsonb_build_object('plannedBy', planned_by, 'extensionAskedBy', asked_by, 'submittedBy', submitted_by,
    'verifiedBy', verified_by)),
  coalesce(own.status, CASE WHEN listed.id IS NULL THEN 'flagged' ELSE 'listed' END),
  coalesce(own.since, listed."on", f."on"), false, coalesce(measures.kinds, '{}'), led.lead ->> 'kind', led.lead ->> 'code',
  CASE WHEN led.lead ->> 'kind' = 'department'
    THEN ARRAY(SELECT DISTINCT d COLLATE "C" FROM unnest(measures.departments || (led.lead ->> 'code')) AS d ORDER BY 1)
    ELSE coalesce(measures.departments, '{}') END,
  coalesce(reminded.n, 0), reminded.last,
  ARRAY(SELECT DISTINCT b COLLATE "C" FROM unnest(measures.branches) AS b ORDER BY 1),
  ARRAY(SELECT k FROM unnest(measures.led) AS k WHERE k <> (led.lead ->> 'kind') || '/' || (led.lead ->> 'code')),
  grams
FROM e AS f
LEFT JOIN listed ON listed.id = f.data ->> 'problem'
LEFT JOIN own ON own.stream = 'problem-' || (f.data ->> 'problem')
LEFT JOIN measures ON measures.stream = own.stream
LEFT JOIN extensions ON extensions.stream = own.stream
LEFT JOIN submissions ON submissions.stream = own.stream
LEFT JOIN reminded ON reminded.id = f.data ->> 'problem'
CROSS JOIN LATERAL (SELECT coalesce(own.lead, f.data -> 'lead') AS lead) AS led
CROSS JOIN LATERAL (SELECT string_to_array(lower(regexp_replace((f.data ->> 'no') || ' ' || (f.data #>> '{statement,text}'), '[^[:alnum:]]+', ' ', 'g')), NULL) AS letters OFFSET 0) AS split
CROSS JOIN LATERAL (
  SELECT array_agg(DISTINCT gram ORDER BY gram) AS grams
  FROM unnest(ARRAY(
    SELECT ascii(letter) << 16 FROM unnest(letters) AS single (letter) WHERE letter <> ' '
  ) || ARRAY(
    SELECT (ascii(letter) << 16) # ascii(next) FROM unnest(letters, letters[2:]) AS pair (letter, next) WHERE letter <> ' ' AND next <> ' '
  )) AS gram OFFSET 0) AS searched
WHERE f.type = 'ProblemFlagged';
