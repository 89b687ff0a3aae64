-- How much will have been used at the month's end? $1 first day of the month, $2 day after the last one known. Where nothing
-- is known of the month before, days count from the first one that has an event or a use.
WITH seen AS (
    SELECT min(ts) AS ts FROM apiUsage WHERE ts >= CAST($1 AS TIMESTAMP) - INTERVAL 1 MONTH AND ts < $2
    UNION ALL
    SELECT min(ts) AS ts FROM activity WHERE ts >= CAST($1 AS TIMESTAMP) - INTERVAL 1 MONTH AND ts < $2
),
days AS (
    SELECT date_diff('day', greatest(CAST($1 AS TIMESTAMP), coalesce(min(ts), CAST($1 AS TIMESTAMP))), CAST($2 AS TIMESTAMP)) AS days_known,
           day(last_day(CAST($1 AS TIMESTAMP))) AS days_of_month
    FROM seen
),
used AS (
    SELECT coalesce(sum(amount * quota_usage_weight), 0) AS used
    FROM apiUsage
    WHERE ts >= $1 AND ts < $2
)
SELECT used, days_known, days_of_month, CAST(used AS DOUBLE) / days_known * days_of_month AS projected
FROM used, days
