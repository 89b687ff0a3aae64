-- Which components of CARTO make the warehouse work? $1 from (included), $2 to (not included). Share is that of bytes; of time where the log has no bytes.
WITH sent AS (
    SELECT component, sum(calls) AS queries, count(DISTINCT user_id) AS users, sum(bytes) AS bytes,
           sum(billed_bytes) AS billed, sum(micros) AS micros
    FROM warehouse.queries
    WHERE trails IS NOT NULL AND (ts >= $1 AND ts < $2 OR ts IS NULL)
    GROUP BY component
),
parsed AS (
    SELECT *, regexp_extract(component, '^((?:[a-z0-9]+_)*?api|[^_]+)_(.+)_([^_]+)$', ['api', 'method', 'feature']) AS parts,
           CASE WHEN sum(bytes) OVER () > 0 THEN coalesce(bytes, 0) / sum(bytes) OVER ()
                WHEN sum(micros) OVER () > 0 THEN coalesce(micros, 0) / sum(micros) OVER ()
                ELSE queries / sum(queries) OVER () END AS share
    FROM sent
)
SELECT component, nullif(parts.api, '') AS api, nullif(parts.method, '') AS method, nullif(parts.feature, '') AS feature,
       CAST(queries AS BIGINT) AS queries, users, CAST(bytes AS BIGINT) AS bytes, CAST(billed AS BIGINT) AS billed_bytes,
       CAST(micros // 1000 AS BIGINT) AS millis, share
FROM parsed
ORDER BY share DESC, queries DESC, component
