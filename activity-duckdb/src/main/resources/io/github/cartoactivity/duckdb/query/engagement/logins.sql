-- How often do people log in? $1 from (included), $2 to (not included).
SELECT day,
       count(DISTINCT user_id) AS users,
       count(*) AS logins
FROM carto.events_by_day
WHERE type = 'UserLogins' AND day >= CAST($1 AS DATE) AND day < CAST($2 AS DATE)
GROUP BY day
ORDER BY day
