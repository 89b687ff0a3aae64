-- How much quota was used per day? $1 from (included), $2 to (not included). Days without use count as 0 in the mean.
WITH days AS (
    SELECT CAST(range AS DATE) AS day FROM range(CAST($1 AS TIMESTAMP), CAST($2 AS TIMESTAMP), INTERVAL 1 DAY)
),
used AS (
    SELECT day, sum(used) AS used
    FROM carto.user_usage
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY day
)
SELECT day,
       coalesce(used, 0) AS used,
       avg(CAST(coalesce(used, 0) AS DOUBLE)) OVER (ORDER BY day ROWS 6 PRECEDING) AS mean_of_seven_days
FROM days LEFT JOIN used USING (day)
ORDER BY day
