-- Which APIs and components used the quota? $1 from (included), $2 to (not included).
WITH used AS (
    SELECT metric, sum(amount) AS requests, coalesce(sum(amount * quota_usage_weight), 0) AS used
    FROM apiUsage
    WHERE ts >= $1 AND ts < $2
    GROUP BY metric
),
parsed AS (
    SELECT *, regexp_extract(metric, '^((?:[a-z0-9]+_)*?api|[^_]+)_(.+)_([^_]+)$', ['api', 'method', 'client']) AS parts
    FROM used
)
SELECT metric,
       nullif(parts.api, '') AS api,
       nullif(parts.method, '') AS method,
       nullif(parts.client, '') AS client,
       requests, used,
       coalesce(CAST(used AS DOUBLE) / nullif(CAST(sum(used) OVER () AS DOUBLE), 0), 0) AS share
FROM parsed
ORDER BY used DESC, metric
