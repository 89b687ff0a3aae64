-- How many users were active per period? $1 from (included), $2 to (not included), $3 'day', 'week' or 'month'.
SELECT CAST(start AS DATE) AS start,
       count(DISTINCT user_id) AS users,
       sum(events) AS events
FROM (
    SELECT date_trunc($3, day) AS start, user_id, count(*) AS events
    FROM carto.events_by_day
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY ALL
)
GROUP BY ALL
ORDER BY start
