-- Which workflows are used least? $1 from (included), $2 to (not included), $3 how many workflows.
SELECT workflow_id AS id, count(*) AS uses, count(DISTINCT user_id) AS users, max(ts) AS last_used
FROM events
WHERE type IN ('WorkflowRun', 'WorkflowApiExecuted', 'OpenWorkflow') AND ts >= $1 AND ts < $2 AND workflow_id IS NOT NULL
GROUP BY workflow_id
ORDER BY uses ASC, id
LIMIT $3
