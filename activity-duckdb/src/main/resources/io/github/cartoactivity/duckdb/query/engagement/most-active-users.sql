-- Who was most active? $1 from (included), $2 to (not included), $3 how many users.
WITH active AS (
    SELECT user_id, CAST(sum(events) AS BIGINT) AS events, count(*) AS days_active,
           min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM carto.user_days
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY user_id
    ORDER BY events DESC, user_id
    LIMIT $3
)
SELECT user_id, email, role, events, days_active, first_seen, last_seen
FROM active LEFT JOIN carto.people USING (user_id)
ORDER BY events DESC, user_id
