-- When was each user seen first and last? $1 from (included), $2 to (not included).
WITH seen AS (
    SELECT user_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM carto.user_days
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY user_id
)
SELECT user_id, email, first_seen, last_seen
FROM seen LEFT JOIN carto.people USING (user_id)
ORDER BY last_seen, user_id
