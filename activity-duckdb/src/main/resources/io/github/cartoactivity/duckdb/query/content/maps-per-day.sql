-- What happened to maps per day? $1 from (included), $2 to (not included).
SELECT day,
       count(*) FILTER (type = 'MapCreated') AS created,
       count(*) FILTER (type = 'MapUpdated') AS edited,
       count(*) FILTER (type = 'MapLoadedEvent') AS opened,
       count(*) FILTER (type = 'MapDeleted') AS deleted,
       count(*) FILTER (type = 'MapPrivacyChanged') AS shared
FROM carto.events_by_day
WHERE type IN ('MapCreated', 'MapUpdated', 'MapLoadedEvent', 'MapDeleted', 'MapPrivacyChanged') AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY day
ORDER BY day
