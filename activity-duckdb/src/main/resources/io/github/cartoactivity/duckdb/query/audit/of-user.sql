-- What did a user do that matters for security? $1 from (included), $2 to (not included), $3 the user's id.
SELECT ts, type, domain, user_id, email, map_id, workflow_id, connection_id, data
FROM carto.trail
WHERE audit AND user_id = $3 AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
ORDER BY ts, type
