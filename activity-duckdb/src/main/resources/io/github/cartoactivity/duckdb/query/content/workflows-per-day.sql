-- What happened to workflows per day? $1 from (included), $2 to (not included).
SELECT CAST(ts AS DATE) AS day,
       count(*) FILTER (type = 'WorkflowCreated') AS created,
       count(*) FILTER (type = 'WorkflowUpdated') AS edited,
       count(*) FILTER (type = 'OpenWorkflow') AS opened,
       count(*) FILTER (type = 'WorkflowDeleted') AS deleted,
       count(*) FILTER (type = 'WorkflowPrivacyChanged') AS shared
FROM events
WHERE type IN ('WorkflowCreated', 'WorkflowUpdated', 'OpenWorkflow', 'WorkflowDeleted', 'WorkflowPrivacyChanged')
      AND ts >= $1 AND ts < $2
GROUP BY day
ORDER BY day
