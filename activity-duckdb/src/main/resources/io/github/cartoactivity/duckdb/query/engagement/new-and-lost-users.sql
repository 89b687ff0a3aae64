-- How many users joined and were lost? $1 from (included), $2 to (not included).
SELECT CAST(ts AS DATE) AS day,
       count(*) FILTER (type = 'UserCreated') AS created,
       count(*) FILTER (type = 'UserDeleted') AS deleted
FROM events
WHERE type IN ('UserCreated', 'UserDeleted') AND ts >= $1 AND ts < $2
GROUP BY day
ORDER BY day
