WITH enrolled AS (
  SELECT (data ->> 'year') || '-' || (data ->> 'branch') AS key, (data ->> 'year')::integer AS year,
    data ->> 'branch' AS branch, data ->> 'mode' AS mode,
    jsonb_build_object('commentator', data -> 'commentator', 'substitutes', data -> 'substitutes') AS parts
  FROM e WHERE type = 'BranchEnrolled'),
questions AS (
  SELECT asked.stream, count(*) AS asked, count(*) - count(answered.stream) AS open,
    jsonb_agg(jsonb_build_object('question', asked.data -> 'question', 'words', asked.data #> '{words,text}',
      'level', 'internal',
      'answer', answered.data #> '{words,text}', 'answerLevel', CASE WHEN answered.stream IS NOT NULL THEN 'internal' END) ORDER BY asked.revision) AS told
  FROM e AS asked
  LEFT JOIN e AS answered ON answered.type = 'QuestionAnswered' AND answered.stream = asked.stream
    AND answered.data -> 'question' = asked.data -> 'question'
  WHERE asked.type = 'QuestionAsked'
  GROUP BY asked.stream),
tallies AS (
  SELECT t.stream, (data ->> 'form') AS form, c.complete,
    jsonb_build_object('form', data -> 'form', 'tally', data -> 'tally', 'groups', data -> 'groups',
      'countedBy', data -> 'countedBy', 'supervisedBy', data -> 'supervisedBy',
      'confirmations', c.confirmations, 'complete', c.complete) AS told
  FROM e AS t
  LEFT JOIN (
    SELECT stream, count(*) AS confirmations, bool_or((data ->> 'complete')::boolean) AS complete
    FROM e WHERE type = 'AppraisalConfirmed' GROUP BY stream) AS confirmed USING (stream)
  CROSS JOIN LATERAL (SELECT coalesce(confirmations, 0) AS confirmations, coalesce(confirmed.complete, false) AS complete) AS c
  WHERE type = 'AppraisalTallied'),
said AS (
  SELECT stream,
    max(revision) + 1 AS length,
    (array_agg(CASE type WHEN 'ReportSubmitted' THEN 'submitted' WHEN 'ReportAccepted' THEN 'accepted' ELSE 'delivered' END
      ORDER BY revision DESC) FILTER (WHERE type IN ('ReportSubmitted', 'ReportAccepted', 'ReportDelivered')))[1] AS status,
    max("on") FILTER (WHERE type = 'ReportSubmitted') AS submitted_on,
    max("on") FILTER (WHERE type = 'ReportAccepted') AS accepted_on,
    max("on") FILTER (WHERE type = 'ReportDelivered') AS delivered_on,
    max(data ->> 'mode') FILTER (WHERE type = 'ReportDelivered') AS delivered_mode,
    (array_agg(data -> 'items') FILTER (WHERE type = 'AnswersCalledFor'))[1] AS to_answer,
    (array_agg(data -> 'unanswered') FILTER (WHERE type = 'ReportDelivered'))[1] AS unanswered,
    count(*) FILTER (WHERE type = 'CommentIssued') AS comments,
    count(*) FILTER (WHERE type = 'ProblemFlagged') AS problems,
    count(*) FILTER (WHERE type = 'GoalAssigned') AS goals,
    max("on") FILTER (WHERE type = 'GradeDecided') AS decided_on,
    max((data ->> 'on')::date) FILTER (WHERE type = 'GradeFedBack') AS fed_back_on,
    (array_agg(jsonb_build_object('grade', data -> 'grade', 'meetingOn', data -> 'meetingOn',
        'minutesNumber', data -> 'minutesNumber', 'opinion', data #> '{opinion,text}',
        'sourcesConsidered', pg_temp.words(data -> 'sourcesConsidered')))
      FILTER (WHERE type = 'GradeDecided'))[1] AS grade,
    max(data #>> '{body,text}') AS body,
    (array_agg((SELECT jsonb_agg(jsonb_build_object('item', a -> 'item', 'answer', a #> '{answer,text}') ORDER BY n)
        FROM jsonb_array_elements(data -> 'answers') WITH ORDINALITY AS answers (a, n)))
      FILTER (WHERE type = 'ReportSubmitted'))[1] AS answers,
    (array_agg(jsonb_build_object('deliveredBy', data -> 'deliveredBy', 'acting', data -> 'acting'))
      FILTER (WHERE type = 'ReportDelivered'))[1] AS delivery,
    (array_agg(jsonb_build_object('comment', data -> 'comment', 'leading', data -> 'leading',
        'commentator', data -> 'commentator', 'on', "on", 'words', data #> '{words,text}', 'level', 'internal',
        'strengths', (SELECT jsonb_agg(jsonb_build_object('words', s #> '{words,text}', 'practice', s -> 'practice') ORDER BY n)
          FROM jsonb_array_elements(data -> 'strengths') WITH ORDINALITY AS strengths (s, n)),
        'directions', pg_temp.words(data -> 'directions')))
      FILTER (WHERE type = 'CommentIssued'))[1] AS comment,
    jsonb_agg(jsonb_build_object('id', data -> 'problem', 'no', data -> 'no', 'statement', data #> '{statement,text}',
        'category', data -> 'category', 'lead', data -> 'lead', 'level', 'internal', 'recurrenceOf', data -> 'recurrenceOf') ORDER BY revision)
      FILTER (WHERE type = 'ProblemFlagged') AS flagged,
    jsonb_agg(jsonb_build_object('id', data -> 'goal', 'no', data -> 'no', 'statement', data #> '{statement,text}',
        'measure', data #> '{measure,text}', 'dueOn', data -> 'dueOn') ORDER BY revision)
      FILTER (WHERE type = 'GoalAssigned') AS assigned
  FROM e WHERE type IN ('AnswersCalledFor', 'ReportSubmitted', 'ReportAccepted', 'ReportDelivered', 'QuestionAsked',
    'QuestionAnswered', 'CommentIssued', 'ProblemFlagged', 'GoalAssigned', 'AppraisalTallied', 'AppraisalConfirmed',
    'GradeDecided', 'GradeFedBack')
  GROUP BY stream)
INSERT INTO by_sql_review_overview.review_overview (key, year, branch, mode, status, "submittedOn", "acceptedOn", "deliveredOn", "deliveredMode",
  "toAnswer", unanswered, questions, "questionsOpen", comments, problems, goals, limited, "talliesOpen", "talliesConfirmed",
  "gradeDecidedOn", "gradeFedBackOn", length, parts, grade, detail)
SELECT key, year, branch, mode, coalesce(status, 'none'), submitted_on, accepted_on, delivered_on, delivered_mode,
  to_answer, coalesce(unanswered, '[]'), coalesce(asked, 0), coalesce(open, 0), coalesce(comments, 0), coalesce(problems, 0),
  coalesce(goals, 0), '{"questions": 0, "questionsOpen": 0, "comments": 0, "problems": 0}', (complete IS false)::integer, (complete IS true)::integer, decided_on, fed_back_on, coalesce(length, 0),
  parts, grade,
  jsonb_build_object('body', body, 'answers', coalesce(answers, '[]'), 'returnedFor', NULL, 'delivery', delivery,
    'supplied', '[]'::jsonb, 'excused', '[]'::jsonb, 'questions', coalesce(questions.told, '[]'),
    'comments', CASE WHEN comment IS NULL THEN '[]' ELSE jsonb_build_array(comment
      || jsonb_build_object('problems', coalesce(flagged, '[]'), 'goals', coalesce(assigned, '[]'))) END,
    'tallies', CASE WHEN tallies.told IS NULL THEN '[]' ELSE jsonb_build_array(tallies.told) END)
FROM enrolled
LEFT JOIN said ON said.stream = 'report-' || key
LEFT JOIN questions ON questions.stream = said.stream
LEFT JOIN tallies ON tallies.stream = said.stream;
