-- Which maps are edited most, and by whom? $1 from (included), $2 to (not included), $3 how many maps.
SELECT map_id AS id,
       count(*) AS edits,
       count(DISTINCT user_id) AS editors,
       list_sort(list(DISTINCT coalesce(email, user_id)) FILTER (user_id IS NOT NULL)) AS editor_names,
       max(ts) AS last_edit
FROM events LEFT JOIN carto.people USING (user_id)
WHERE type = 'MapUpdated' AND ts >= $1 AND ts < $2 AND map_id IS NOT NULL
GROUP BY map_id
ORDER BY edits DESC, id
LIMIT $3
