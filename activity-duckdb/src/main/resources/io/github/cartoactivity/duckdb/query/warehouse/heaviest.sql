-- Which queries of CARTO are the heaviest? $1 from (included), $2 to (not included), $3 how many. By bytes, then by time.
WITH heaviest AS (
    SELECT *
    FROM warehouse.queries
    WHERE trails IS NOT NULL AND (ts >= $1 AND ts < $2 OR ts IS NULL)
    ORDER BY bytes DESC NULLS LAST, micros DESC NULLS LAST, ts, query_id, sql
    LIMIT $3
)
SELECT ts, query_id, warehouse_user, user_id, email, component, connection_id, map_id, workflow_id, calls, bytes, billed_bytes,
       micros // 1000 AS millis, failed, truncated, sql
FROM heaviest LEFT JOIN carto.people USING (user_id)
ORDER BY bytes DESC NULLS LAST, micros DESC NULLS LAST, ts, query_id, sql
