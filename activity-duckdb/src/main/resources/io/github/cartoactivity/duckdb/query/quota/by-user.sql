-- Who used the quota? $1 from (included), $2 to (not included), $3 how many users. Everybody who is not logged in is one.
WITH by_id AS (
    SELECT user_id, sum(amount) AS requests, coalesce(sum(amount * quota_usage_weight), 0) AS used
    FROM apiUsage
    WHERE ts >= $1 AND ts < $2
    GROUP BY user_id
),
used AS (
    SELECT CASE WHEN user_id IS NULL OR lower(user_id) = 'public' THEN 'public' ELSE user_id END AS user_id,
           sum(requests) AS requests,
           sum(used) AS used
    FROM by_id
    GROUP BY ALL
)
SELECT user_id, email, requests, used,
       coalesce(CAST(used AS DOUBLE) / nullif(CAST(sum(used) OVER () AS DOUBLE), 0), 0) AS share
FROM used LEFT JOIN carto.people USING (user_id)
ORDER BY used DESC, user_id
LIMIT $3
