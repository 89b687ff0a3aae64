-- At which hours of which weekdays do people work? $1 from (included), $2 to (not included).
-- A user's hours of a day are the bits of a number.
WITH people AS (
    SELECT isodow(day) AS weekday, user_id, bit_or(hours) AS hours
    FROM carto.user_days
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY ALL
),
at_work AS (
    SELECT weekday, hour, count(*) AS users
    FROM people, range(24) AS hours_of_day(hour)
    WHERE (hours >> hour) & 1 = 1
    GROUP BY ALL
),
done AS (
    SELECT isodow(day) AS weekday, hour, CAST(sum(events) AS BIGINT) AS events
    FROM carto.day_hours
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY ALL
)
SELECT weekday, hour, users, events
FROM at_work JOIN done USING (weekday, hour)
ORDER BY weekday, hour
