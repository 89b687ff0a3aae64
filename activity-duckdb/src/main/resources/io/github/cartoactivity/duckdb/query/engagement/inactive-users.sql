-- Which current users did nothing in these days, though they were there already? $1 from (included), $2 to (not included).
WITH active AS (
    SELECT DISTINCT user_id
    FROM carto.user_days
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
),
inactive AS (
    SELECT user_id, email, role, created_at
    FROM userList ANTI JOIN active USING (user_id)
    WHERE created_at IS NULL OR created_at < $2
),
seen AS (
    SELECT user_id, max(last_seen) AS last_seen
    FROM carto.user_days
    WHERE day < CAST($1 AS DATE)
    GROUP BY user_id
)
SELECT user_id, email, role, created_at, last_seen
FROM inactive LEFT JOIN seen USING (user_id)
ORDER BY last_seen NULLS FIRST, user_id
