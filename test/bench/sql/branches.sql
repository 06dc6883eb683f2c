WITH posts AS (
  SELECT a.stream, jsonb_agg(jsonb_build_object('post', a.data -> 'post', 'person', a.data -> 'person',
      'acting', a.data -> 'acting', 'from', a.data -> 'from', 'until', r.data -> 'until') ORDER BY a.revision) AS held
  FROM e AS a
  LEFT JOIN e AS r ON r.type = 'OfficeHolderReleased' AND r.stream = a.stream
    AND r.data ->> 'post' = a.data ->> 'post' AND r.data ->> 'person' = a.data ->> 'person'
  WHERE a.type = 'OfficeHolderAppointed'
  GROUP BY a.stream)
INSERT INTO by_sql_branches.branches (code, name, "parentUnit", "establishedOn", "formerNames", posts, length)
SELECT e.data ->> 'code',
  (array_agg(data ->> 'name' ORDER BY revision DESC) FILTER (WHERE data ? 'name'))[1],
  max(data ->> 'parentUnit'),
  min("on") FILTER (WHERE type = 'BranchEstablished'),
  coalesce(jsonb_agg(jsonb_build_object('name', data -> 'formerName', 'until', "on") ORDER BY revision)
    FILTER (WHERE type = 'BranchRenamed'), '[]'),
  coalesce((SELECT held FROM posts WHERE posts.stream = e.stream), '[]'),
  max(revision) + 1
FROM e
WHERE type IN ('BranchEstablished', 'BranchRenamed', 'OfficeHolderAppointed', 'OfficeHolderReleased')
GROUP BY e.stream, e.data ->> 'code';
