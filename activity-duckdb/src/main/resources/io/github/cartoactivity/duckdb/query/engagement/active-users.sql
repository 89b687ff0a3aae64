-- How many users were active per period? $1 from (included), $2 to (not included), $3 'day', 'week' or 'month'.
SELECT CAST(date_trunc($3, day) AS DATE) AS start,
       count(DISTINCT user_id) AS users,
       sum(events) AS events
FROM carto.user_days
WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY start
ORDER BY start
