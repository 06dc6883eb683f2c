INSERT INTO by_sql_branch_names.branch_names (code, name)
SELECT DISTINCT ON (stream) data ->> 'code', data ->> 'name'
FROM e WHERE type IN ('BranchEstablished', 'BranchRenamed')
ORDER BY stream, revision DESC;
