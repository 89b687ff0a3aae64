-- Which maps are used least? $1 from (included), $2 to (not included), $3 how many maps.
SELECT map_id AS id, count(*) AS uses, count(DISTINCT user_id) AS users, max(ts) AS last_used
FROM events
WHERE type IN ('MapLoadedEvent', 'OpenBuilderMap') AND ts >= $1 AND ts < $2 AND map_id IS NOT NULL
GROUP BY map_id
ORDER BY uses ASC, id
LIMIT $3
