WITH posts AS (
  SELECT a.stream, jsonb_agg(jsonb_build_object('post', a.data -> 'post', 'person', a.data -> 'person',
      'acting', a.data -> 'acting', 'from', a.data -> 'from', 'until', r.data -> 'until') ORDER BY a.revision) AS held
  FROM e AS a
  LEFT JOIN e AS r ON r.type = 'OfficeHolderReleased' AND r.stream = a.stream
    AND r.data ->> 'post' = a.data ->> 'post' AND r.data ->> 'person' = a.data ->> 'person'
  WHERE a.type = 'OfficeHolderAppointed'
  GROUP BY a.stream),
-- Of the secretaries, of whom a branch has one at a time; nobody has recorded a handover.
waiting AS (
  SELECT a.stream, (a.data ->> 'from')::date AS since
  FROM e AS a
  WHERE a.type = 'OfficeHolderAppointed'
    AND NOT EXISTS (SELECT FROM e AS r WHERE r.type = 'OfficeHolderReleased' AND r.stream = a.stream
      AND r.data ->> 'person' = a.data ->> 'person')
    AND EXISTS (SELECT FROM e AS b WHERE b.type = 'OfficeHolderAppointed' AND b.stream = a.stream
      AND b.data ->> 'person' <> a.data ->> 'person' AND b.data ->> 'from' <= a.data ->> 'from'))
INSERT INTO by_sql_branches.branches (code, name, "parentUnit", "establishedOn", "formerNames", posts, handovers, "handoverSince",
  successors, length)
SELECT e.data ->> 'code',
  (array_agg(data ->> 'name' ORDER BY revision DESC) FILTER (WHERE data ? 'name'))[1],
  max(data ->> 'parentUnit'),
  min("on") FILTER (WHERE type = 'BranchEstablished'),
  coalesce(jsonb_agg(jsonb_build_object('name', data -> 'formerName', 'until', "on") ORDER BY revision)
    FILTER (WHERE type = 'BranchRenamed'), '[]'),
  coalesce((SELECT held FROM posts WHERE posts.stream = e.stream), '[]'),
  '[]', (SELECT since FROM waiting WHERE waiting.stream = e.stream), '{}', max(revision) + 1
FROM e
WHERE type IN ('BranchEstablished', 'BranchRenamed', 'OfficeHolderAppointed', 'OfficeHolderReleased')
GROUP BY e.stream, e.data ->> 'code';
