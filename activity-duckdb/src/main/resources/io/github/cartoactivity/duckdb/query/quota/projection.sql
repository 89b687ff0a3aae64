-- How much will have been used at the month's end? $1 first day of the month, $2 day after the last one known.
SELECT coalesce(sum(amount * quota_usage_weight), 0) AS used,
       date_diff('day', CAST($1 AS TIMESTAMP), CAST($2 AS TIMESTAMP)) AS days_known,
       day(last_day(CAST($1 AS TIMESTAMP))) AS days_of_month,
       CAST(coalesce(sum(amount * quota_usage_weight), 0) AS DOUBLE) / days_known * days_of_month AS projected
FROM apiUsage
WHERE ts >= $1 AND ts < $2
