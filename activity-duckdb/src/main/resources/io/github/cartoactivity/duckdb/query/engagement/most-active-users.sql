-- Who was most active? $1 from (included), $2 to (not included), $3 how many users.
-- Days and times are looked up of those users only, because that takes longer.
WITH active AS (
    SELECT user_id, count(*) AS events
    FROM carto.events_by_day
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY user_id
    ORDER BY events DESC, user_id
    LIMIT $3
),
days AS (
    SELECT user_id, day, min(ts) AS first_seen, max(ts) AS last_seen
    FROM carto.events_by_day SEMI JOIN active USING (user_id)
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY user_id, day
),
seen AS (
    SELECT user_id, count(*) AS days_active, min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM days
    GROUP BY user_id
)
SELECT user_id, email, role, events, days_active, first_seen, last_seen
FROM active JOIN seen USING (user_id) LEFT JOIN carto.people USING (user_id)
ORDER BY events DESC, user_id
