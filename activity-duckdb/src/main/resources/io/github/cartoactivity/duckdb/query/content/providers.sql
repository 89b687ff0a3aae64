-- Which warehouses are used? $1 from (included), $2 to (not included).
SELECT provider,
       count(*) AS events,
       count(DISTINCT user_id) AS users,
       count(DISTINCT connection_id) AS connections,
       count(*) FILTER (type = 'ConnectionCreated') AS connections_created,
       count(*) FILTER (type = 'DataSourceCreated') AS data_sources_created
FROM carto.events_by_day
WHERE provider IS NOT NULL AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY provider
ORDER BY events DESC, provider
