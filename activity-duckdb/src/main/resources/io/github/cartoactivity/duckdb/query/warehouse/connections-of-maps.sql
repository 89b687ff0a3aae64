-- Which connections serve which maps? $1 from (included), $2 to (not included), $3 how many pairs.
WITH pairs AS (
    SELECT map_id, connection_id, CAST(sum(calls) AS BIGINT) AS queries, count(DISTINCT user_id) AS users,
           CAST(sum(bytes) AS BIGINT) AS bytes, CAST(sum(micros) // 1000 AS BIGINT) AS millis,
           min(ts) AS first_seen, max(ts) AS last_seen
    FROM warehouse.queries
    WHERE map_id IS NOT NULL AND connection_id IS NOT NULL AND (ts >= $1 AND ts < $2 OR ts IS NULL)
    GROUP BY map_id, connection_id
    ORDER BY queries DESC, map_id, connection_id
    LIMIT $3
),
providers AS (
    SELECT connection_id, arg_max(provider, ts) AS provider
    FROM events
    WHERE provider IS NOT NULL AND connection_id IN (SELECT connection_id FROM pairs)
    GROUP BY connection_id
)
SELECT map_id, connection_id, provider, queries, users, bytes, millis, first_seen, last_seen
FROM pairs LEFT JOIN providers USING (connection_id)
ORDER BY queries DESC, map_id, connection_id
