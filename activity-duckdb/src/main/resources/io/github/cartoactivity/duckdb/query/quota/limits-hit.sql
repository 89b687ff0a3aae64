-- Who hit a limit? $1 from (included), $2 to (not included).
SELECT user_id, any_value(email) AS email, type, count(*) AS times, min(ts) AS first, max(ts) AS last
FROM events LEFT JOIN carto.people USING (user_id)
WHERE type IN ('QuotaUXTriggered', 'LdsRequestGotOverquota', 'AIRequestGotOverquota') AND ts >= $1 AND ts < $2
GROUP BY user_id, type
ORDER BY times DESC, user_id NULLS LAST, type
