-- What did a user do at all? $1 from (included), $2 to (not included), $3 the user's id.
SELECT ts, type, domain, map_id, workflow_id, connection_id
FROM carto.events_by_day LEFT JOIN carto.event_types USING (type)
WHERE user_id = $3 AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
ORDER BY ts, type
