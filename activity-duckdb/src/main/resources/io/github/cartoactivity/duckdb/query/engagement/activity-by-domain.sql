-- What do users spend their time on? $1 from (included), $2 to (not included).
WITH counted AS (
    SELECT user_id, type, count(*) AS events
    FROM carto.events_by_day
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND lower(user_id) <> 'public'
    GROUP BY user_id, type
)
SELECT user_id, any_value(email) AS email, coalesce(domain, 'UNKNOWN') AS domain, CAST(sum(events) AS BIGINT) AS events
FROM counted LEFT JOIN carto.event_types USING (type) LEFT JOIN carto.people USING (user_id)
GROUP BY user_id, coalesce(domain, 'UNKNOWN')
ORDER BY user_id, events DESC, domain
