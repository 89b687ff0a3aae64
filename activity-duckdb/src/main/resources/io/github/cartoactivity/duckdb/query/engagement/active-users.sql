-- How many users were active per period? $1 from (included), $2 to (not included), $3 'day', 'week' or 'month'.
-- The public is left out at the end, where there are few rows.
SELECT CAST(start AS DATE) AS start,
       count(*) FILTER (lower(user_id) <> 'public') AS users,
       sum(events) FILTER (lower(user_id) <> 'public') AS events
FROM (
    SELECT date_trunc($3, day) AS start, user_id, count(*) AS events
    FROM carto.events_by_day
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY ALL
)
GROUP BY start
HAVING users > 0
ORDER BY start
