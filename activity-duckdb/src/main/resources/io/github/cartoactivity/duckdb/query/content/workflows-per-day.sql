-- What happened to workflows per day? $1 from (included), $2 to (not included).
SELECT day,
       count(*) FILTER (type = 'WorkflowCreated') AS created,
       count(*) FILTER (type = 'WorkflowUpdated') AS edited,
       count(*) FILTER (type = 'OpenWorkflow') AS opened,
       count(*) FILTER (type = 'WorkflowDeleted') AS deleted,
       count(*) FILTER (type = 'WorkflowPrivacyChanged') AS shared
FROM carto.events_by_day
WHERE type IN ('WorkflowCreated', 'WorkflowUpdated', 'OpenWorkflow', 'WorkflowDeleted', 'WorkflowPrivacyChanged')
      AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY day
ORDER BY day
