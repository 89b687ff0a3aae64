-- At which hours of which weekdays do people work? $1 from (included), $2 to (not included).
SELECT weekday, hour, count(*) AS users, CAST(sum(events) AS BIGINT) AS events
FROM (
    SELECT isodow(day) AS weekday, hour(ts) AS hour, user_id, count(*) AS events
    FROM carto.events_by_day
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY ALL
)
GROUP BY weekday, hour
ORDER BY weekday, hour
