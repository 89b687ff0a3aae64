-- What happened to maps per day? $1 from (included), $2 to (not included).
SELECT CAST(ts AS DATE) AS day,
       count(*) FILTER (type = 'MapCreated') AS created,
       count(*) FILTER (type = 'MapUpdated') AS edited,
       count(*) FILTER (type = 'MapLoadedEvent') AS opened,
       count(*) FILTER (type = 'MapDeleted') AS deleted,
       count(*) FILTER (type = 'MapPrivacyChanged') AS shared
FROM events
WHERE type IN ('MapCreated', 'MapUpdated', 'MapLoadedEvent', 'MapDeleted', 'MapPrivacyChanged') AND ts >= $1 AND ts < $2
GROUP BY day
ORDER BY day
