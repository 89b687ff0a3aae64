-- How often do people log in? $1 from (included), $2 to (not included).
SELECT CAST(ts AS DATE) AS day,
       count(DISTINCT user_id) AS users,
       count(*) AS logins
FROM events
WHERE type = 'UserLogins' AND ts >= $1 AND ts < $2
GROUP BY day
ORDER BY day
