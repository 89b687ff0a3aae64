-- When was each user seen first and last? $1 from (included), $2 to (not included).
WITH seen AS (
    SELECT user_id, min(ts) AS first_seen, max(ts) AS last_seen
    FROM carto.events_by_day
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY user_id
)
SELECT user_id, email, first_seen, last_seen
FROM seen LEFT JOIN carto.people USING (user_id)
ORDER BY last_seen, user_id
