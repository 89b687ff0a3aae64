-- Who changed a map? $1 from (included), $2 to (not included), $3 the map's id. Opening it is no change.
SELECT ts, type, user_id, email
FROM carto.trail
WHERE map_id = $3 AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
      AND type NOT IN ('MapLoadedEvent', 'OpenBuilderMap', 'MapPreviewMode', 'MapEditMode', 'MapDescriptionUsed', 'CopyMapId',
                       'CopyMapLink', 'CopyMapToken', 'CopyEmbedCode', 'MapVersionManagerOpened')
      AND domain = 'MAP'
ORDER BY ts, type
