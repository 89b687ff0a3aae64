-- Which maps are edited most, and by whom? $1 from (included), $2 to (not included), $3 how many maps.
WITH edited AS (
    SELECT map_id, user_id, count(*) AS edits, max(ts) AS last_edit
    FROM carto.events_by_day
    WHERE type = 'MapUpdated' AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE) AND map_id IS NOT NULL
    GROUP BY map_id, user_id
)
SELECT map_id AS id,
       CAST(sum(edits) AS BIGINT) AS edits,
       count(user_id) AS editors,
       list_sort(list(DISTINCT coalesce(email, user_id)) FILTER (user_id IS NOT NULL)) AS editor_names,
       max(last_edit) AS last_edit
FROM edited LEFT JOIN carto.people USING (user_id)
GROUP BY map_id
ORDER BY edits DESC, id
LIMIT $3
