-- Which maps are used most? $1 from (included), $2 to (not included), $3 how many maps.
-- Users are counted of those maps only, because that takes longer.
WITH used AS (
    SELECT type, ts, map_id, user_id
    FROM carto.events_by_day
    WHERE type IN ('MapLoadedEvent', 'OpenBuilderMap')
          AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND map_id IS NOT NULL
),
top AS (
    SELECT map_id, count(*) AS uses
    FROM used
    GROUP BY map_id
    ORDER BY uses DESC, map_id
    LIMIT $3
)
SELECT map_id AS id, count(*) AS uses, count(DISTINCT user_id) AS users, max(ts) AS last_used
FROM used SEMI JOIN top USING (map_id)
GROUP BY map_id
ORDER BY uses DESC, id
