-- What happened of one kind? $1 from (included), $2 to (not included), $3 the type.
SELECT ts, type, domain, user_id, email, map_id, workflow_id, connection_id, data
FROM carto.trail
WHERE type = $3 AND ts >= $1 AND ts < $2
ORDER BY ts, type
