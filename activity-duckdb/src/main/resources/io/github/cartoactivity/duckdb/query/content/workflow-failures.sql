-- Which runs of workflows failed, and why? $1 from (included), $2 to (not included).
SELECT ts, workflow_id AS id, user_id, email, error
FROM carto.events_by_day LEFT JOIN carto.people USING (user_id)
WHERE type = 'WorkflowExecutionComplete' AND status = 'failure' AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
ORDER BY ts, id
