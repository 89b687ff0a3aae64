-- Which maps make the warehouse work? $1 from (included), $2 to (not included), $3 how many. Share is that of bytes; of time where the log has no bytes.
WITH sent AS (
    SELECT map_id AS id, sum(calls) AS queries, count(DISTINCT user_id) AS users, sum(bytes) AS bytes,
           sum(billed_bytes) AS billed, sum(micros) AS micros, min(ts) AS first_seen, max(ts) AS last_seen
    FROM warehouse.queries
    WHERE trails IS NOT NULL AND (ts >= $1 AND ts < $2 OR ts IS NULL)
    GROUP BY map_id
),
shared AS (
    SELECT *, CASE WHEN sum(bytes) OVER () > 0 THEN coalesce(bytes, 0) / sum(bytes) OVER ()
                   WHEN sum(micros) OVER () > 0 THEN coalesce(micros, 0) / sum(micros) OVER ()
                   ELSE queries / sum(queries) OVER () END AS share
    FROM sent
),
heaviest AS (
    SELECT * FROM shared WHERE id IS NOT NULL ORDER BY share DESC, queries DESC, id LIMIT $3
),
makers AS (
    SELECT map_id AS id, arg_min(user_id, ts) AS user_id
    FROM events
    WHERE type IN ('MapCreated', 'DemoMapCreated') AND map_id IN (SELECT id FROM heaviest)
    GROUP BY map_id
)
SELECT heaviest.id, coalesce(email, user_id) AS made_by, CAST(queries AS BIGINT) AS queries, users, CAST(bytes AS BIGINT) AS bytes,
       CAST(billed AS BIGINT) AS billed_bytes, CAST(micros // 1000 AS BIGINT) AS millis, share, first_seen, last_seen
FROM heaviest LEFT JOIN makers ON makers.id = heaviest.id LEFT JOIN carto.people USING (user_id)
ORDER BY share DESC, queries DESC, heaviest.id
