-- Who took data out of CARTO? $1 from (included), $2 to (not included).
SELECT type, user_id, any_value(email) AS email, count(*) AS times, max(ts) AS last
FROM events LEFT JOIN carto.people USING (user_id)
WHERE type IN ('BuilderDataExport', 'BuilderReportDownload', 'WorkflowsSQLExported', 'ActivityDataExportRequest')
      AND ts >= $1 AND ts < $2
GROUP BY type, user_id
ORDER BY type, times DESC, user_id NULLS LAST
