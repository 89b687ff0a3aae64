-- Which queries did CARTO send? $1 from (included), $2 to (not included). The texts' first 10,000 characters.
SELECT ts, query_id, warehouse_user, user_id, email, component, connection_id, map_id, workflow_id, calls, bytes, billed_bytes,
       micros // 1000 AS millis, failed, truncated, sql
FROM warehouse.queries LEFT JOIN carto.people USING (user_id)
WHERE trails IS NOT NULL AND (ts >= $1 AND ts < $2 OR ts IS NULL)
ORDER BY ts, query_id, sql
