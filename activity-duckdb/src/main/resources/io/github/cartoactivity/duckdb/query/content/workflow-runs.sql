-- How often do workflows run, and how well? $1 from (included), $2 to (not included), $3 how many workflows.
SELECT workflow_id AS id,
       count(*) AS runs,
       count(*) FILTER (status = 'success') AS succeeded,
       count(*) FILTER (status = 'failure') AS failed,
       CAST(succeeded AS DOUBLE) / nullif(succeeded + failed, 0) AS success_rate,
       max(ts) AS last_run
FROM carto.events_by_day
WHERE type = 'WorkflowExecutionComplete' AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND workflow_id IS NOT NULL
GROUP BY workflow_id
ORDER BY runs DESC, id
LIMIT $3
