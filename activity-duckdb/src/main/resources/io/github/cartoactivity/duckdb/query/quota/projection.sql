-- How much will have been used at the month's end? $1 first day of the month, $2 day after the last one known. Where nothing
-- is known of the month before, days count from the first one that has an event or a use. A month without any has no known day.
WITH seen AS (
    SELECT min(ts) AS first, max(ts) AS last FROM apiUsage WHERE ts >= CAST($1 AS TIMESTAMP) - INTERVAL 1 MONTH AND ts < $2
    UNION ALL
    SELECT min(ts) AS first, max(ts) AS last FROM activity WHERE ts >= CAST($1 AS TIMESTAMP) - INTERVAL 1 MONTH AND ts < $2
),
days AS (
    SELECT CASE WHEN max(last) >= $1
                THEN date_diff('day', greatest(CAST($1 AS TIMESTAMP), min(first)), CAST($2 AS TIMESTAMP))
                ELSE 0 END AS days_known,
           day(last_day(CAST($1 AS TIMESTAMP))) AS days_of_month
    FROM seen
),
used AS (
    SELECT coalesce(sum(amount * quota_usage_weight), 0) AS used
    FROM apiUsage
    WHERE ts >= $1 AND ts < $2
)
SELECT used, days_known, days_of_month,
       CASE WHEN days_known = 0 THEN 0 ELSE CAST(used AS DOUBLE) / days_known * days_of_month END AS projected
FROM used, days
