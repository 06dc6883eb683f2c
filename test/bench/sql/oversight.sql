INSERT INTO by_sql_oversight.oversight (subject, notes, reminders, steps)
SELECT subject,
  coalesce(jsonb_agg(jsonb_build_object('note', data -> 'note', 'on', "on", 'words', data #> '{words,text}', 'with', data -> 'with',
    'level', 'internal')
    ORDER BY revision) FILTER (WHERE type = 'NoteTaken'), '[]'),
  coalesce(jsonb_agg(jsonb_build_object('reminder', data -> 'reminder', 'on', "on", 'recordedAt', meta -> 'recordedAt',
    'unit', data -> 'unit', 'words', data #> '{words,text}', 'level', 'internal')
    ORDER BY revision) FILTER (WHERE type = 'ReminderIssued'), '[]'),
  coalesce(jsonb_agg(jsonb_build_object('revision', revision, 'on', "on", 'recordedAt', meta -> 'recordedAt')
    ORDER BY revision) FILTER (WHERE type NOT IN ('NoteTaken', 'ReminderIssued')), '[]')
FROM e
CROSS JOIN LATERAL (SELECT coalesce(data #>> '{subject,id}', data ->> 'problem', data ->> 'goal',
  (data ->> 'requirement') || '/' || (data ->> 'unit')) AS subject) AS subjects
WHERE type IN ('NoteTaken', 'ReminderIssued', 'DispatchAcknowledged', 'PlanSubmitted', 'MeasureProgressed', 'RectificationSubmitted',
  'GoalAccepted', 'GoalProgressed', 'GoalResultSubmitted', 'RequirementAcknowledged', 'RequirementImplemented')
GROUP BY subject;
