-- Which maps do people look at who are not logged in? $1 from (included), $2 to (not included), $3 how many maps.
SELECT map_id AS id, count(*) AS views, max(ts) AS last_view
FROM carto.events_by_day
WHERE type = 'MapLoadedEvent' AND lower(user_id) = 'public' AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND map_id IS NOT NULL
GROUP BY map_id
ORDER BY views DESC, id
LIMIT $3
