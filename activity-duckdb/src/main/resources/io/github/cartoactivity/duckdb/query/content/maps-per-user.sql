-- Who did what with maps? $1 from (included), $2 to (not included), $3 how many users.
SELECT user_id,
       any_value(email) AS email,
       count(*) FILTER (type = 'MapCreated') AS created,
       count(*) FILTER (type = 'MapUpdated') AS edited,
       count(*) FILTER (type = 'MapLoadedEvent') AS opened,
       count(*) FILTER (type = 'MapDeleted') AS deleted,
       count(*) FILTER (type = 'MapPrivacyChanged') AS shared
FROM events LEFT JOIN carto.people USING (user_id)
WHERE type IN ('MapCreated', 'MapUpdated', 'MapLoadedEvent', 'MapDeleted', 'MapPrivacyChanged')
      AND ts >= $1 AND ts < $2 AND user_id <> 'public'
GROUP BY user_id
ORDER BY created + edited DESC, opened DESC, user_id
LIMIT $3
