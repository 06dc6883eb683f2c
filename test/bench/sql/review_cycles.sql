INSERT INTO by_sql_review_cycles.review_cycles (key, year, committee, "adjournedOn")
SELECT data ->> 'year', (data ->> 'year')::integer, max(data ->> 'committee'), max((data ->> 'on')::date)
FROM e WHERE type IN ('ReviewScheduled', 'MeetingAdjourned')
GROUP BY data ->> 'year';
