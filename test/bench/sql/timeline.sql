WITH entry (type, kind, of_review) AS (VALUES
  ('BranchEstablished', 'branch', false), ('BranchRenamed', 'branch', false), ('OfficeHolderAppointed', 'post', false),
  ('OfficeHolderReleased', 'post', false), ('BranchEnrolled', 'enrolment', true), ('RequirementIssued', 'requirement', true),
  ('ProblemListApproved', 'problem', true), ('AnswersCalledFor', 'report', true), ('ReportSubmitted', 'report', true),
  ('ReportAccepted', 'report', true), ('ReportDelivered', 'report', true), ('QuestionAsked', 'question', true),
  ('QuestionAnswered', 'question', true), ('CommentIssued', 'comment', true), ('ProblemFlagged', 'problem', true),
  ('GoalAssigned', 'goal', true), ('AppraisalTallied', 'appraisal', true), ('AppraisalConfirmed', 'appraisal', true),
  ('GradeDecided', 'grade', true), ('GradeFedBack', 'grade', true), ('ProblemDispatched', 'problem', false),
  ('DispatchAcknowledged', 'problem', false), ('PlanSubmitted', 'problem', false), ('PlanApproved', 'problem', false),
  ('MeasureProgressed', 'problem', false), ('ExtensionRequested', 'problem', false), ('ExtensionGranted', 'problem', false),
  ('RectificationSubmitted', 'problem', false), ('RectificationReturned', 'problem', false),
  ('RectificationVerified', 'problem', false), ('ProblemClosed', 'problem', false), ('GoalAccepted', 'goal', false),
  ('GoalProgressed', 'goal', false), ('GoalResultSubmitted', 'goal', false), ('GoalConcluded', 'goal', false),
  ('RequirementAcknowledged', 'requirement', false), ('RequirementImplemented', 'requirement', false),
  ('RequirementConcluded', 'requirement', false), ('NoteTaken', 'oversight', false), ('ReminderIssued', 'oversight', false),
  ('InstructionGiven', 'oversight', false), ('InstructionAnswered', 'oversight', false),
  ('InstructionAnswerReturned', 'oversight', false), ('InstructionConcluded', 'oversight', false)),
-- One row for each branch in whose history an event stands, with the part of the data that concerns it.
told AS (
  SELECT stream, revision, type, "on", meta, year, words,
    CASE type WHEN 'RequirementConcluded' THEN '*'
      ELSE coalesce(CASE WHEN type IN ('RequirementAcknowledged', 'RequirementImplemented') THEN data ->> 'unit' END, branch) END AS branch,
    data
  FROM e WHERE type NOT IN ('RequirementIssued', 'ProblemListApproved')
  UNION ALL
  SELECT stream, revision, type, "on", meta, year, words, unit,
    data || jsonb_build_object('units', jsonb_build_array(unit), 'addressees', jsonb_build_object('kind', data #> '{addressees,kind}'))
  FROM e, LATERAL jsonb_array_elements_text(data -> 'units') AS units (unit)
  WHERE type = 'RequirementIssued'
  UNION ALL
  SELECT stream, revision, type, "on", meta, year, words, split_part(id, '-', 3),
    data || jsonb_build_object('problems', jsonb_agg(id ORDER BY n))
  FROM e, LATERAL jsonb_array_elements_text(data -> 'problems') WITH ORDINALITY AS problems (id, n)
  WHERE type = 'ProblemListApproved'
  GROUP BY stream, revision, type, "on", meta, year, words, data, split_part(id, '-', 3))
INSERT INTO by_sql_timeline.timeline (key, branch, year, "reviewYear", kind, type, item, no, "occurredOn", seq, "recordedAt", place, stream,
  revision, shown, voided, level, "partOf", withheld, grams)
SELECT stream || ':' || revision || ':' || branch, branch, year, CASE WHEN of_review THEN year END, kind, type, item, no, "on",
  (meta ->> 'seq')::integer, (meta ->> 'recordedAt')::timestamptz,
  lpad(coalesce(meta ->> 'seq', '999999999'), 9, '0') || ' ' || (meta ->> 'recordedAt') || ' ' || stream || ' '
    || lpad(revision::text, 9, '0'),
  stream, revision,
  jsonb_build_object('data', data, 'hands', jsonb_strip_nulls(jsonb_build_object('actor', meta -> 'actor', 'role', meta -> 'role',
    'recordedBy', meta -> 'recordedBy', 'basis', meta -> 'basis'))),
  false, 'internal',
  CASE WHEN type = 'QuestionAnswered' THEN ARRAY[stream || '/question/' || (data ->> 'question')]
    WHEN type IN ('InstructionAnswered', 'InstructionAnswerReturned', 'InstructionConcluded')
    THEN ARRAY[item || '/instruction/' || (data ->> 'instruction')] ELSE '{}' END,
  '{}', coalesce(grams, '{}')
FROM told
JOIN entry USING (type)
CROSS JOIN LATERAL (SELECT coalesce(data ->> 'problem', data ->> 'goal', data ->> 'requirement', data #>> '{subject,id}') AS item) AS items
CROSS JOIN LATERAL (SELECT replace(replace(replace(item, '-review-', '-述职-'), '-goal-', '-目标-'), '-requirement-', '-要求-') AS no) AS numbers
-- Every letter, and every two that stand together.
CROSS JOIN LATERAL (SELECT string_to_array(lower(regexp_replace(concat_ws(' ', words, no, CASE type
    WHEN 'BranchEstablished' THEN data ->> 'name'
    WHEN 'BranchRenamed' THEN (data ->> 'name') || ' ' || (data ->> 'formerName')
    WHEN 'ProblemDispatched' THEN data ->> 'noticeNumber'
    WHEN 'PlanSubmitted' THEN data ->> 'adoptedBy'
    WHEN 'GradeDecided' THEN data ->> 'minutesNumber'
    WHEN 'ProblemListApproved' THEN data ->> 'documentNumber' END), '[^[:alnum:]]+', ' ', 'g')), NULL) AS letters OFFSET 0) AS split
CROSS JOIN LATERAL (
  SELECT array_agg(DISTINCT gram ORDER BY gram) AS grams
  FROM unnest(ARRAY(
    SELECT ascii(letter) << 16 FROM unnest(letters) AS single (letter) WHERE letter <> ' '
  ) || ARRAY(
    SELECT (ascii(letter) << 16) # ascii(next) FROM unnest(letters, letters[2:]) AS pair (letter, next) WHERE letter <> ' ' AND next <> ' '
  )) AS gram OFFSET 0) AS searched;
