-- Which runs of workflows failed, and why? $1 from (included), $2 to (not included).
SELECT ts, workflow_id AS id, user_id, email, TRY_CAST(data AS JSON) ->> '$.batchAPIResponse.error' AS error
FROM events LEFT JOIN carto.people USING (user_id)
WHERE type = 'WorkflowExecutionComplete' AND status = 'failure' AND ts >= $1 AND ts < $2
ORDER BY ts, id
