-- What happened to a map, a workflow or a connection? $1 from (included), $2 to (not included), $3 its id.
SELECT ts, type, domain, user_id, email, map_id, workflow_id, connection_id, data
FROM carto.trail
WHERE (map_id = $3 OR workflow_id = $3 OR connection_id = $3) AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
ORDER BY ts, type
