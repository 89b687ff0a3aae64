-- How much of what the warehouse does is CARTO's? $1 from (included), $2 to (not included).
SELECT CAST(coalesce(sum(calls), 0) AS BIGINT) AS queries,
       CAST(coalesce(sum(calls) FILTER (trails IS NOT NULL), 0) AS BIGINT) AS carto_queries,
       CAST(sum(bytes) AS BIGINT) AS bytes,
       CAST(sum(bytes) FILTER (trails IS NOT NULL) AS BIGINT) AS carto_bytes,
       CAST(sum(billed_bytes) AS BIGINT) AS billed_bytes,
       CAST(sum(billed_bytes) FILTER (trails IS NOT NULL) AS BIGINT) AS carto_billed_bytes,
       CAST(sum(micros) // 1000 AS BIGINT) AS millis,
       CAST(sum(micros) FILTER (trails IS NOT NULL) // 1000 AS BIGINT) AS carto_millis,
       CAST(coalesce(sum(calls) FILTER (trails IS NOT NULL AND user_id IS NULL), 0) AS BIGINT) AS without_user,
       CAST(coalesce(sum(calls) FILTER (trails IS NOT NULL AND map_id IS NULL AND workflow_id IS NULL), 0) AS BIGINT) AS without_object
FROM warehouse.queries
WHERE ts >= $1 AND ts < $2 OR ts IS NULL
