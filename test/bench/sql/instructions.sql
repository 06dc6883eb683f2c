WITH answers AS (
  SELECT a.stream, a.data -> 'instruction' AS instruction,
    jsonb_agg(jsonb_build_object('answer', a.data -> 'answer', 'on', a."on", 'words', a.data #> '{words,text}',
      'evidence', '[]'::jsonb,
      'returned', CASE WHEN r.stream IS NOT NULL THEN jsonb_build_object('on', r."on", 'reason', r.data #> '{reason,text}') END)
      ORDER BY a.revision) AS told
  FROM e AS a
  LEFT JOIN e AS r ON r.type = 'InstructionAnswerReturned' AND r.stream = a.stream
    AND r.data -> 'instruction' = a.data -> 'instruction' AND r.data -> 'answer' = a.data -> 'answer'
  WHERE a.type = 'InstructionAnswered'
  GROUP BY a.stream, a.data -> 'instruction'),
step (type, status) AS (VALUES ('InstructionGiven', 'given'), ('InstructionAnswered', 'answered'),
  ('InstructionAnswerReturned', 'given'), ('InstructionConcluded', 'concluded')),
steps AS (
  SELECT stream, data -> 'instruction' AS instruction,
    (array_agg(step.status ORDER BY revision DESC))[1] AS status,
    (array_agg(type ORDER BY revision DESC) FILTER (WHERE type <> 'InstructionConcluded'))[1] = 'InstructionAnswerReturned' AS returned,
    (array_agg("on" ORDER BY revision DESC))[1] AS since,
    max(data #>> '{words,text}') FILTER (WHERE type = 'InstructionConcluded') AS conclusion
  FROM e JOIN step USING (type)
  GROUP BY stream, data -> 'instruction')
INSERT INTO by_sql_instructions.instructions (id, subject, "subjectKind", branch, number, "givenOn", "givenAs", words, level, "addresseeKind",
  "addresseeCode", "dueOn", status, since, returned, answers, conclusion)
SELECT (g.data #>> '{subject,id}') || '/' || (g.data ->> 'instruction'), g.data #>> '{subject,id}', g.data #>> '{subject,kind}', branch,
  (g.data ->> 'instruction')::integer, g."on", meta ->> 'role', g.data #>> '{words,text}', 'internal', g.data #>> '{addressee,kind}',
  g.data #>> '{addressee,code}', (g.data ->> 'dueOn')::date, steps.status, steps.since, steps.returned, coalesce(answers.told, '[]'),
  steps.conclusion
FROM e AS g
JOIN steps ON steps.stream = g.stream AND steps.instruction = g.data -> 'instruction'
LEFT JOIN answers ON answers.stream = g.stream AND answers.instruction = g.data -> 'instruction'
WHERE g.type = 'InstructionGiven';
