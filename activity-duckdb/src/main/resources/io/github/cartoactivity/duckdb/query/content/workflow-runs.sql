-- How often do workflows run, and how well? $1 from (included), $2 to (not included), $3 how many workflows.
SELECT workflow_id AS id,
       count(*) AS runs,
       count(*) FILTER (status = 'success') AS succeeded,
       count(*) FILTER (status = 'failure') AS failed,
       CAST(succeeded AS DOUBLE) / nullif(succeeded + failed, 0) AS success_rate,
       max(ts) AS last_run
FROM events
WHERE type = 'WorkflowExecutionComplete' AND ts >= $1 AND ts < $2 AND workflow_id IS NOT NULL
GROUP BY workflow_id
ORDER BY runs DESC, id
LIMIT $3
