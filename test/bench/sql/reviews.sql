INSERT INTO by_sql_reviews.reviews (key, year, committee, title, "plannedOn", place, parts, branches, roster, opinions, achievements,
  requirements, "commonProblems", "adjournedOn", "problemLists", "closedOn", length)
SELECT data ->> 'year',
  (data ->> 'year')::integer,
  max(data ->> 'committee'),
  max(data ->> 'title'),
  max(data ->> 'plannedOn')::date,
  max(data ->> 'place'),
  jsonb_build_object('presider', max(data ->> 'presider')),
  coalesce(array_agg(DISTINCT data ->> 'branch' COLLATE "C") FILTER (WHERE type = 'BranchEnrolled'), '{}'),
  coalesce((array_agg(data -> 'groups') FILTER (WHERE type = 'RosterRecorded'))[1], '[]'),
  CASE WHEN max(data #>> '{summary,text}') IS NOT NULL
    THEN jsonb_build_object('words', max(data #>> '{summary,text}'), 'level', 'internal') END,
  coalesce((array_agg((SELECT jsonb_agg(jsonb_build_object('words', a -> 'text', 'level', 'internal') ORDER BY n)
      FROM jsonb_array_elements(data -> 'achievements') WITH ORDINALITY AS achievements (a, n)))
    FILTER (WHERE type = 'SummaryGiven'))[1], '[]'),
  coalesce(jsonb_agg(jsonb_build_object('id', data -> 'requirement', 'no', data -> 'no', 'number', data -> 'number',
      'heading', data #> '{heading,text}', 'level', 'internal', 'points', pg_temp.words(data -> 'points'), 'addressees', data -> 'addressees',
      'units', data -> 'units', 'dueOn', data -> 'dueOn') ORDER BY revision)
    FILTER (WHERE type = 'RequirementIssued'), '[]'),
  '[]',
  max((data ->> 'on')::date) FILTER (WHERE type = 'MeetingAdjourned'),
  coalesce(jsonb_agg(data - 'year' ORDER BY revision) FILTER (WHERE type = 'ProblemListApproved'), '[]'),
  max("on") FILTER (WHERE type = 'ReviewClosed'),
  max(revision) + 1
FROM e
WHERE type IN ('ReviewScheduled', 'BranchEnrolled', 'OpinionsSummarised', 'RosterRecorded', 'SummaryGiven',
  'RequirementIssued', 'MeetingAdjourned', 'ProblemListApproved', 'ReviewClosed')
GROUP BY data ->> 'year';
