-- How much quota can be put down to somebody, and to something? $1 from (included), $2 to (not included).
SELECT coalesce(sum(used), 0) AS used,
       coalesce(sum(used) FILTER (user_id IS NULL OR lower(user_id) = 'public'), 0) AS used_by_public,
       coalesce(sum(used) FILTER (map_id IS NULL AND workflow_id IS NULL), 0) AS used_by_nothing_known
FROM (
    SELECT user_id, map_id, workflow_id, coalesce(amount * quota_usage_weight, 0) AS used
    FROM apiUsage
    WHERE ts >= $1 AND ts < $2
)
