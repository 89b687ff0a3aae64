-- Who did what with maps? $1 from (included), $2 to (not included), $3 how many users.
WITH counted AS (
    SELECT user_id,
           count(*) FILTER (type = 'MapCreated') AS created,
           count(*) FILTER (type = 'MapUpdated') AS edited,
           count(*) FILTER (type = 'MapLoadedEvent') AS opened,
           count(*) FILTER (type = 'MapDeleted') AS deleted,
           count(*) FILTER (type = 'MapPrivacyChanged') AS shared
    FROM carto.events_by_day
    WHERE type IN ('MapCreated', 'MapUpdated', 'MapLoadedEvent', 'MapDeleted', 'MapPrivacyChanged')
          AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY user_id
    ORDER BY created + edited DESC, opened DESC, user_id
    LIMIT $3
)
SELECT user_id, email, created, edited, opened, deleted, shared
FROM counted LEFT JOIN carto.people USING (user_id)
ORDER BY created + edited DESC, opened DESC, user_id
