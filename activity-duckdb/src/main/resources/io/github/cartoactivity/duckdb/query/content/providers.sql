-- Which warehouses are used? $1 from (included), $2 to (not included).
SELECT provider,
       count(*) AS events,
       count(DISTINCT user_id) AS users,
       count(DISTINCT connection_id) AS connections,
       count(*) FILTER (type = 'ConnectionCreated') AS connections_created,
       count(*) FILTER (type = 'DataSourceCreated') AS data_sources_created
FROM events
WHERE provider IS NOT NULL AND ts >= $1 AND ts < $2
GROUP BY provider
ORDER BY events DESC, provider
