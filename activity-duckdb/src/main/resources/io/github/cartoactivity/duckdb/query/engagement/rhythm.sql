-- At which hours of which weekdays do people work? $1 from (included), $2 to (not included).
SELECT isodow(ts) AS weekday,
       hour(ts) AS hour,
       count(DISTINCT user_id) AS users,
       count(*) AS events
FROM events
WHERE ts >= $1 AND ts < $2 AND user_id <> 'public'
GROUP BY weekday, hour
ORDER BY weekday, hour
