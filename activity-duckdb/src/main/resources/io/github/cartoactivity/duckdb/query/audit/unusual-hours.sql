-- What that matters for security happened outside working hours? $1 from (included), $2 to (not included), $3 first and $4
-- first hour after work, UTC.
SELECT ts, type, domain, user_id, email, map_id, workflow_id, connection_id, data
FROM carto.trail
WHERE audit AND (hour(ts) < $3 OR hour(ts) >= $4 OR isodow(ts) > 5) AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
ORDER BY ts, type
