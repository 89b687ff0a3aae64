-- Which workflows are used least? $1 from (included), $2 to (not included), $3 how many workflows.
-- Users are counted of those workflows only, because that takes longer.
WITH used AS (
    SELECT type, ts, workflow_id, user_id
    FROM carto.events_by_day
    WHERE type IN ('WorkflowRun', 'WorkflowApiExecuted', 'OpenWorkflow')
          AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND workflow_id IS NOT NULL
),
top AS (
    SELECT workflow_id, count(*) AS uses
    FROM used
    GROUP BY workflow_id
    ORDER BY uses ASC, workflow_id
    LIMIT $3
)
SELECT workflow_id AS id, count(*) AS uses, count(DISTINCT user_id) AS users, max(ts) AS last_used
FROM used SEMI JOIN top USING (workflow_id)
GROUP BY workflow_id
ORDER BY uses ASC, id
