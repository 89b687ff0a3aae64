-- Who used the quota? $1 from (included), $2 to (not included), $3 how many users. Everybody who is not logged in is one.
WITH used AS (
    SELECT user_id, sum(requests) AS requests, coalesce(sum(used), 0) AS used
    FROM carto.user_usage
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY user_id
)
SELECT user_id, email, requests, used,
       coalesce(CAST(used AS DOUBLE) / nullif(CAST(sum(used) OVER () AS DOUBLE), 0), 0) AS share
FROM used LEFT JOIN carto.people USING (user_id)
ORDER BY used DESC, user_id
LIMIT $3
