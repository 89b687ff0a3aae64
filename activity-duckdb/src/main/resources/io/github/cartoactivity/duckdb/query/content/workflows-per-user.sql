-- Who did what with workflows? $1 from (included), $2 to (not included), $3 how many users.
WITH counted AS (
    SELECT user_id,
           count(*) FILTER (type = 'WorkflowCreated') AS created,
           count(*) FILTER (type = 'WorkflowUpdated') AS edited,
           count(*) FILTER (type = 'OpenWorkflow') AS opened,
           count(*) FILTER (type = 'WorkflowDeleted') AS deleted,
           count(*) FILTER (type = 'WorkflowPrivacyChanged') AS shared
    FROM carto.events_by_day
    WHERE type IN ('WorkflowCreated', 'WorkflowUpdated', 'OpenWorkflow', 'WorkflowDeleted', 'WorkflowPrivacyChanged')
          AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY user_id
    ORDER BY created + edited DESC, opened DESC, user_id
    LIMIT $3
)
SELECT user_id, email, created, edited, opened, deleted, shared
FROM counted LEFT JOIN carto.people USING (user_id)
ORDER BY created + edited DESC, opened DESC, user_id
