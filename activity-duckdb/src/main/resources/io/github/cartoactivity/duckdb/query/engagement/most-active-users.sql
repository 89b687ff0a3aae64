-- Who was most active? $1 from (included), $2 to (not included), $3 how many users.
WITH days AS (
    SELECT user_id, day, count(*) AS events, min(ts) AS first_seen, max(ts) AS last_seen
    FROM carto.events_by_day
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY user_id, day
),
active AS (
    SELECT user_id,
           CAST(sum(events) AS BIGINT) AS events,
           count(*) AS days_active,
           min(first_seen) AS first_seen,
           max(last_seen) AS last_seen
    FROM days
    GROUP BY user_id
    ORDER BY events DESC, user_id
    LIMIT $3
)
SELECT user_id, email, role, events, days_active, first_seen, last_seen
FROM active LEFT JOIN carto.people USING (user_id)
ORDER BY events DESC, user_id
