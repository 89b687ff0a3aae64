-- How many users joined and were lost? $1 from (included), $2 to (not included).
SELECT day,
       count(*) FILTER (type = 'UserCreated') AS created,
       count(*) FILTER (type = 'UserDeleted') AS deleted
FROM carto.events_by_day
WHERE type IN ('UserCreated', 'UserDeleted') AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY day
ORDER BY day
