-- Which groups use CARTO? $1 from (included), $2 to (not included).
WITH members AS (
    SELECT DISTINCT unnest(group_ids) AS group_id, user_id FROM userList
),
active AS (
    SELECT user_id, sum(events) AS events
    FROM carto.user_days
    WHERE day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
    GROUP BY user_id
)
SELECT group_id,
       any_value(group_alias) AS group_alias,
       count(*) AS members,
       count(active.user_id) AS active_members,
       CAST(coalesce(sum(active.events), 0) AS BIGINT) AS events
FROM members
     LEFT JOIN active USING (user_id)
     LEFT JOIN groupList USING (group_id)
GROUP BY group_id
ORDER BY events DESC, group_id
