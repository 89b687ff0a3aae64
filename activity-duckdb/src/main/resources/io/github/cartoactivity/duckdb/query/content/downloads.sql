-- Who took data out of CARTO? $1 from (included), $2 to (not included).
SELECT type, user_id, any_value(email) AS email, count(*) AS times, max(ts) AS last
FROM carto.events_by_day LEFT JOIN carto.people USING (user_id)
WHERE type IN ('BuilderDataExport', 'BuilderReportDownload', 'WorkflowsSQLExported', 'ActivityDataExportRequest')
      AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY type, user_id
ORDER BY type, times DESC, user_id NULLS LAST
