-- How many users were active per period? $1 from (included), $2 to (not included), $3 'day', 'week' or 'month'.
SELECT CAST(date_trunc($3, ts) AS DATE) AS start,
       count(DISTINCT user_id) AS users,
       count(*) AS events
FROM events
WHERE ts >= $1 AND ts < $2 AND user_id <> 'public'
GROUP BY start
ORDER BY start
