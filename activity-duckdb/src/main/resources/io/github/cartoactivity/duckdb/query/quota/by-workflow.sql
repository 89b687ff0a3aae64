-- Which workflows used the quota? $1 from (included), $2 to (not included), $3 how many workflows.
SELECT workflow_id AS id,
       sum(amount) AS requests,
       coalesce(sum(amount * quota_usage_weight), 0) AS used
FROM apiUsage
WHERE ts >= $1 AND ts < $2 AND workflow_id IS NOT NULL
GROUP BY workflow_id
ORDER BY used DESC, id
LIMIT $3
