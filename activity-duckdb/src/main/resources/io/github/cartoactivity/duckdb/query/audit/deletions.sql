-- What was deleted? $1 from (included), $2 to (not included).
SELECT ts, type, domain, user_id, email, map_id, workflow_id, connection_id, data
FROM carto.trail
WHERE (type LIKE '%Deleted' OR type IN ('AccountDeletedUI', 'CustomAIModelRemoved')) AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
ORDER BY ts, type
