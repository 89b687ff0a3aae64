-- Who was most active? $1 from (included), $2 to (not included), $3 how many users.
WITH active AS (
    SELECT user_id,
           count(*) AS events,
           count(DISTINCT CAST(ts AS DATE)) AS days_active,
           min(ts) AS first_seen,
           max(ts) AS last_seen
    FROM events
    WHERE ts >= $1 AND ts < $2 AND user_id <> 'public'
    GROUP BY user_id
    ORDER BY events DESC, user_id
    LIMIT $3
)
SELECT user_id, email, role, events, days_active, first_seen, last_seen
FROM active LEFT JOIN carto.people USING (user_id)
ORDER BY events DESC, user_id
