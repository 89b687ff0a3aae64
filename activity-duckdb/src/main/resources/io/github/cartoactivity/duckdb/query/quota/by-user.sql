-- Who used the quota? $1 from (included), $2 to (not included), $3 how many users.
WITH used AS (
    SELECT coalesce(user_id, 'public') AS user_id, sum(amount) AS requests, coalesce(sum(amount * quota_usage_weight), 0) AS used
    FROM apiUsage
    WHERE ts >= $1 AND ts < $2
    GROUP BY coalesce(user_id, 'public')
)
SELECT user_id, email, requests, used,
       coalesce(CAST(used AS DOUBLE) / nullif(CAST(sum(used) OVER () AS DOUBLE), 0), 0) AS share
FROM used LEFT JOIN carto.people USING (user_id)
ORDER BY used DESC, user_id
LIMIT $3
