-- What was deleted? $1 from (included), $2 to (not included).
SELECT ts, type, domain, user_id, email, map_id, workflow_id, connection_id, data
FROM carto.trail
WHERE type LIKE '%Deleted' AND ts >= $1 AND ts < $2
ORDER BY ts, type
