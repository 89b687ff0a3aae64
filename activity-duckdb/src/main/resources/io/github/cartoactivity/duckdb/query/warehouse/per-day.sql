-- What does the warehouse do per day, and how much of it is CARTO's? $1 from (included), $2 to (not included).
WITH days AS (
    SELECT CAST(range AS DATE) AS day FROM range(CAST($1 AS TIMESTAMP), CAST($2 AS TIMESTAMP), INTERVAL 1 DAY)
),
sent AS (
    SELECT CAST(ts AS DATE) AS day,
           sum(calls) AS queries, sum(bytes) AS bytes, sum(micros) AS micros,
           sum(calls) FILTER (trails IS NOT NULL) AS carto_queries,
           sum(bytes) FILTER (trails IS NOT NULL) AS carto_bytes,
           sum(micros) FILTER (trails IS NOT NULL) AS carto_micros
    FROM warehouse.queries
    WHERE ts >= $1 AND ts < $2
    GROUP BY day
)
SELECT day,
       CAST(coalesce(queries, 0) AS BIGINT) AS queries, CAST(coalesce(carto_queries, 0) AS BIGINT) AS carto_queries,
       CAST(bytes AS BIGINT) AS bytes, CAST(carto_bytes AS BIGINT) AS carto_bytes,
       CAST(micros // 1000 AS BIGINT) AS millis, CAST(carto_micros // 1000 AS BIGINT) AS carto_millis
FROM days LEFT JOIN sent USING (day)
ORDER BY day
