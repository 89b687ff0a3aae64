-- Who did what with workflows? $1 from (included), $2 to (not included), $3 how many users.
SELECT user_id,
       any_value(email) AS email,
       count(*) FILTER (type = 'WorkflowCreated') AS created,
       count(*) FILTER (type = 'WorkflowUpdated') AS edited,
       count(*) FILTER (type = 'OpenWorkflow') AS opened,
       count(*) FILTER (type = 'WorkflowDeleted') AS deleted,
       count(*) FILTER (type = 'WorkflowPrivacyChanged') AS shared
FROM events LEFT JOIN carto.people USING (user_id)
WHERE type IN ('WorkflowCreated', 'WorkflowUpdated', 'OpenWorkflow', 'WorkflowDeleted', 'WorkflowPrivacyChanged')
      AND ts >= $1 AND ts < $2 AND user_id <> 'public'
GROUP BY user_id
ORDER BY created + edited DESC, opened DESC, user_id
LIMIT $3
