-- Which components do workflows consist of? $1 from (included), $2 to (not included), $3 how many components.
WITH runs AS (
    SELECT workflow_id, unnest(json_extract_string(TRY_CAST(data AS JSON), '$.components[*].name')) AS name
    FROM carto.events_by_day
    WHERE type = 'WorkflowExecutionComplete' AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
)
SELECT name, count(*) AS runs, count(DISTINCT workflow_id) AS workflows
FROM runs
WHERE name IS NOT NULL
GROUP BY name
ORDER BY runs DESC, name
LIMIT $3
