-- Which current users did nothing in these days? $1 from (included), $2 to (not included).
WITH seen AS (
    SELECT user_id,
           max(ts) FILTER (ts < $1) AS last_seen,
           bool_or(ts >= $1 AND ts < $2) AS active
    FROM events
    WHERE user_id IS NOT NULL
    GROUP BY user_id
)
SELECT u.user_id, u.email, u.role, u.created_at, seen.last_seen
FROM userList u LEFT JOIN seen ON seen.user_id = u.user_id
WHERE NOT coalesce(seen.active, false)
ORDER BY seen.last_seen NULLS FIRST, u.user_id
