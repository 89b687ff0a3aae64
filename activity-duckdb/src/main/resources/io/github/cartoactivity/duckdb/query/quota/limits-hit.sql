-- Who hit a limit? $1 from (included), $2 to (not included).
SELECT user_id, any_value(email) AS email, type, count(*) AS times, min(ts) AS first, max(ts) AS last
FROM carto.events_by_day LEFT JOIN carto.people USING (user_id)
WHERE type IN ('QuotaUXTriggered', 'LdsRequestGotOverquota', 'AIRequestGotOverquota') AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY user_id, type
ORDER BY times DESC, user_id NULLS LAST, type
