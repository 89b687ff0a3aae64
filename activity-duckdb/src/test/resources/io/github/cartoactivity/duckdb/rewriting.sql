-- Statements that run as they are written, rewritten, and in plain DuckDB over the exported files, and have to give the
-- same rows, types and names. A statement begins with a line "--- its name". "reads:" says which columns stand in for
-- payloads, "as written:" why it stays as it is, "bind:" has values for parameters, "before:" a statement to run first in
-- the same session. Rows are compared in order where the name ends in "ordered".

--- one value
-- reads: user_id
SELECT json_extract_string(data, '$.userId') FROM activity

--- one value, by its bare key
-- reads: user_id
SELECT json_extract_string(data, 'userId') AS u FROM activity

--- one value, by a JSON pointer
-- reads: user_id
SELECT json_extract_string(data, '/userId') AS u FROM activity

--- the arrow for texts
-- reads: map_id
SELECT data->>'$.mapId' FROM activity

--- the arrow for texts, by a bare key and a qualified name
-- reads: map_id
SELECT activity.data->>'mapId' AS map FROM activity

--- the function's other name
-- reads: workflow_id
SELECT json_extract_path_text(data, 'workflowId') AS w FROM activity

--- a cast to JSON
-- reads: provider
SELECT data::JSON->>'provider' AS provider, count(*) FROM activity GROUP BY 1

--- an explicit cast and one that may fail
-- reads: connection_id
SELECT CAST(a.data AS JSON)->>'$.connectionId' c, TRY_CAST(a.data AS JSON)->>'connectionId' d FROM activity a

--- JSON instead of text
-- reads: user_id, map_id, provider, status
SELECT json_extract(data, '$.userId') AS u, data->'$.mapId', data::JSON->'provider' AS p,
  json_extract_path(data, '/batchAPIResponse/status') AS s
FROM activity

--- a nested value
-- reads: status
SELECT data->>'$.batchAPIResponse.status' AS status, count(*) AS n FROM activity GROUP BY status

--- a nested value in two steps
-- reads: status
SELECT (data->'$.batchAPIResponse')->>'status' AS status FROM activity

--- a nested value in two steps of functions
-- reads: status
SELECT json_extract_string(json_extract(data, '$.batchAPIResponse'), '$.status') AS status FROM activity

--- a nested value by way of text stays: a text could be JSON itself
-- as written: Nothing in it certainly
SELECT json_extract_string(json_extract_string(data, '$.batchAPIResponse'), '$.status') AS status
FROM activity WHERE data LIKE '%"batchAPIResponse":{%'

--- a key with a dot in it is another key
-- as written: Nothing in it certainly
SELECT json_extract_string(data, 'batchAPIResponse.status') AS status FROM activity

--- keys are told apart by case
-- as written: Nothing in it certainly
SELECT data->>'userid' AS a, data->>'$.UserId' AS b FROM activity

--- other places of payloads
-- as written: Nothing in it certainly
SELECT data->>'$.userId[0]' AS a, data->>'$.map.id' AS b, data->>'$.mapId.x' AS c FROM activity

--- a list of places
-- as written: Nothing in it certainly
SELECT json_extract_string(data, ['$.userId', '$.mapId']) AS both FROM activity

--- all users, ordered
-- reads: user_id
SELECT DISTINCT json_extract_string(data, '$.userId') AS user_id FROM activity ORDER BY user_id NULLS LAST

--- everything that has a column
-- reads: user_id, map_id, workflow_id, connection_id, provider, status
SELECT data->>'userId', data->>'mapId', data->>'workflowId', data->>'connectionId', data->>'provider',
  data->>'$.batchAPIResponse.status'
FROM activity

--- why a run failed
-- reads: error
SELECT data->>'$.batchAPIResponse.error' AS text, data->'batchAPIResponse'->'error' AS json, ts
FROM activity WHERE type = 'WorkflowExecutionComplete'

--- beside something that has none
-- reads: workflow_id, status
SELECT data->>'$.workflowId' AS w, data->>'$.batchAPIResponse.jobId' AS job FROM activity
WHERE data->>'$.batchAPIResponse.status' = 'failure'

--- a filter
-- reads: user_id
SELECT type, ts, data FROM activity WHERE json_extract_string(data, '$.userId') LIKE 'auth0|%'

--- filters on type and time, ordered
-- reads: map_id
SELECT ts, data->>'$.mapId' AS map_id FROM activity
WHERE type = 'MapCreated' AND ts >= '2025-10-02' AND ts < '2025-10-05' AND data->>'$.mapId' IS NOT NULL
ORDER BY ts, map_id

--- null, not null, in, between, like
-- reads: user_id, map_id
SELECT count(*) FILTER (data->>'userId' IS NULL) AS a, count(*) FILTER (data->>'userId' IS NOT NULL) AS b,
  count(*) FILTER (data->>'userId' IN ('public', '5')) AS c, count(*) FILTER (data->>'mapId' BETWEEN 'a' AND 'c') AS d,
  count(*) FILTER (data->>'mapId' ILIKE '%A%') AS e
FROM activity

--- comparisons of JSON
-- reads: user_id, map_id
SELECT count(*) FROM activity WHERE json_extract(data, '$.userId') = '"public"' OR (data->'mapId') = '5'

--- maps created per user with e-mail, ordered
-- reads: user_id
SELECT CAST(a.ts AS DATE) AS date, u.email, COUNT(*) AS created_maps
FROM activity a JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
WHERE a.type = 'MapCreated' GROUP BY date, u.email ORDER BY created_maps DESC, date, u.email LIMIT 10

--- users without activity
-- reads: user_id
SELECT u.email FROM userList u LEFT JOIN activity a
  ON json_extract_string(a.data, '$.userId') = u.user_id AND a.ts >= TIMESTAMP '2025-10-06'
WHERE a.ts IS NULL

--- an unqualified column beside another table
-- reads: user_id
SELECT role, count(DISTINCT json_extract_string(data, '$.userId')) AS n
FROM activity JOIN userList ON userList.user_id = json_extract_string(data, '$.userId') GROUP BY role

--- joins of every kind
-- reads: user_id
SELECT u.user_id, count(a.ts) AS n FROM activity AS a RIGHT JOIN userList AS u ON a.data->>'userId' = u.user_id
  CROSS JOIN (SELECT 1 AS one) o LEFT JOIN groupList g ON g.group_id = ANY(u.group_ids)
GROUP BY u.user_id

--- semi and anti joins
-- reads: user_id
SELECT count(*) FROM activity a ANTI JOIN userList u ON a.data->>'userId' = u.user_id

--- an ASOF join
-- reads: user_id, map_id
SELECT a.ts, a.data->>'userId' AS u, b.ts AS before FROM activity a ASOF JOIN activity b
  ON a.data->>'mapId' = b.data->>'mapId' AND a.ts > b.ts
WHERE a.type = 'MapUpdated'

--- a self-join
-- reads: user_id, map_id
SELECT count(*) FROM activity a JOIN activity b ON a.data->>'mapId' = b.data->>'mapId'
WHERE a.type = 'MapCreated' AND b.type = 'MapDeleted' AND a.data->>'userId' <> b.data->>'userId'

--- a self-join of which one side shows everything
-- reads: map_id
SELECT b.* FROM activity a JOIN activity b ON a.ts = b.ts AND a.type = b.type WHERE a.data->>'mapId' > 'f'

--- a comma join
-- reads: user_id
SELECT a.type, u.email FROM activity a, userList u WHERE a.data->>'$.userId' = u.user_id AND a.type LIKE 'User%'

--- USING stays
-- as written: Nothing in it certainly
SELECT count(DISTINCT a.data->>'userId') FROM activity a JOIN (SELECT 'MapCreated' AS type) t USING (type)

--- NATURAL stays
-- as written: Nothing in it certainly
SELECT count(DISTINCT data->>'userId') FROM activity NATURAL JOIN (SELECT 'MapCreated' AS type) t

--- a common table expression
-- reads: user_id
WITH seen AS (SELECT json_extract_string(data, '$.userId') AS user_id, max(ts) AS last FROM activity GROUP BY 1)
SELECT * FROM seen JOIN userList USING (user_id)

--- several of them, one over the other
-- reads: map_id, user_id
WITH maps AS (SELECT data->>'mapId' AS map_id, data->>'userId' AS user_id, ts FROM activity WHERE type LIKE 'Map%'),
  edits AS MATERIALIZED (SELECT map_id, count(*) AS n, count(DISTINCT user_id) AS people FROM maps GROUP BY map_id)
SELECT * FROM edits WHERE n > 1

--- a common table expression of the table's name
-- as written: common table expression
WITH activity AS (SELECT 'x' AS type, '{"userId":"me"}' AS data) SELECT data->>'userId' AS u FROM activity

--- the same in a subquery
-- as written: common table expression
SELECT (WITH Activity AS (SELECT '{"userId":"me"}' AS data) SELECT data->>'userId' FROM activity) AS u

--- one that hides the list of users
-- reads: user_id
WITH userList AS (SELECT 'public' AS user_id, 'nobody' AS email)
SELECT email, count(*) AS n FROM activity a JOIN userList u ON a.data->>'userId' = u.user_id GROUP BY email

--- recursion, ordered
-- reads: user_id
WITH RECURSIVE days(day) AS (SELECT DATE '2025-10-01' UNION ALL SELECT day + 1 FROM days WHERE day < '2025-10-07')
SELECT day, count(DISTINCT a.data->>'userId') AS users
FROM days LEFT JOIN activity a ON CAST(a.ts AS DATE) = CAST(day AS DATE) GROUP BY day ORDER BY day

--- a subquery in FROM
-- reads: provider
SELECT p, n FROM (SELECT data->>'$.provider' AS p, count(*) AS n FROM activity GROUP BY p) AS activity WHERE n > 1

--- a subquery that is called like the table
-- as written: Nothing in it certainly
SELECT activity.data->>'userId' AS u FROM (SELECT '{"userId":"me"}' AS data, * EXCLUDE (data) FROM activity) AS activity

--- the payload of a subquery
-- as written: Nothing in it certainly
SELECT s.data->>'userId' AS u FROM (SELECT upper(data) AS data FROM activity) s

--- an unqualified payload that is a subquery's
-- as written: Nothing in it certainly
SELECT data->>'userId' AS u FROM (SELECT data FROM activity) s JOIN userList l ON true

--- another table with a payload
-- as written: Nothing in it certainly
SELECT e.data->>'userId' AS u FROM (VALUES ('{"userId":"me"}')) AS e(data), activity a WHERE a.type = 'MapCreated'

--- an outer column in a subquery
-- reads: user_id
SELECT a.type, (SELECT max(u.email) FROM userList u WHERE u.user_id = a.data->>'userId') AS email FROM activity a

--- EXISTS
-- reads: user_id
SELECT u.user_id FROM userList u WHERE EXISTS (SELECT 1 FROM activity a WHERE a.data->>'userId' = u.user_id)

--- NOT EXISTS and IN
-- reads: user_id, map_id
SELECT DISTINCT data->>'mapId' AS map FROM activity
WHERE data->>'userId' IN (SELECT user_id FROM userList)
  AND NOT EXISTS (SELECT 1 FROM activity d WHERE d.type = 'MapDeleted' AND d.data->>'mapId' = activity.data->>'mapId')

--- a subquery without a name for its value
-- reads: user_id
SELECT (SELECT max(data->>'userId') FROM activity), 1 + 1

--- a subquery with the same name inside and outside
-- reads: user_id
SELECT a.type, (SELECT count(DISTINCT a.data->>'userId') FROM activity a) AS n FROM userList l JOIN activity a ON false

--- windows
-- reads: user_id, map_id
SELECT ts, type, row_number() OVER (PARTITION BY data->>'userId', data->>'mapId' ORDER BY ts, type, data) AS n,
  min(ts) OVER w AS first
FROM activity WINDOW w AS (PARTITION BY data->>'userId' ORDER BY ts, type, data)

--- QUALIFY
-- reads: user_id
SELECT type, ts, data->>'userId' AS u FROM activity
QUALIFY row_number() OVER (PARTITION BY data->>'userId' ORDER BY ts DESC, type, data) = 1

--- aggregates with order, distinct and filters
-- reads: user_id, provider, status
SELECT string_agg(DISTINCT data->>'provider', ',' ORDER BY data->>'provider') AS providers,
  count(DISTINCT data->>'userId') FILTER (type LIKE 'Map%') AS mappers,
  list(data->>'$.batchAPIResponse.status' ORDER BY ts, data)::VARCHAR AS statuses, mode(data->>'provider') AS most
FROM activity

--- HAVING
-- reads: map_id
SELECT data->>'mapId' AS m, count(*) AS n FROM activity GROUP BY m HAVING count(*) > 2 AND data->>'mapId' IS NOT NULL

--- grouped by the same expression, without a name
-- reads: provider
SELECT json_extract_string(data, '$.provider'), COUNT(*) FROM activity GROUP BY json_extract_string(data, '$.provider')

--- grouped by one spelling, shown in another
-- as written: DuckDB refuses it
SELECT data->>'provider' FROM activity GROUP BY json_extract_string(data, 'provider')

--- grouped by an expression around it
-- reads: user_id
SELECT split_part(data->>'userId', '|', 1) AS login, count(*) FROM activity GROUP BY split_part(data->>'userId', '|', 1)

--- GROUP BY ALL, ORDER BY ALL, ordered
-- reads: user_id, provider
SELECT data->>'provider' AS p, count(*) AS n, count(DISTINCT data->>'userId') AS u FROM activity GROUP BY ALL ORDER BY ALL

--- by position, ordered
-- reads: user_id
SELECT data->>'userId', count(*) FROM activity GROUP BY 1 ORDER BY 2 DESC, 1 NULLS FIRST LIMIT 5 OFFSET 1

--- ordered by the expression, ordered
-- reads: user_id, map_id
SELECT DISTINCT data->>'userId' AS u FROM activity WHERE data->>'mapId' IS NOT NULL ORDER BY data->>'userId' DESC

--- grouping sets
-- reads: provider
SELECT type, data->>'provider' AS p, count(*) AS n FROM activity GROUP BY GROUPING SETS ((type), (data->>'provider'), ())

--- CUBE and ROLLUP
-- reads: provider, user_id
SELECT data->>'provider' AS p, data->>'userId' AS u, count(*) FROM activity GROUP BY ROLLUP (p, u)

--- DISTINCT ON, ordered
-- reads: user_id
SELECT DISTINCT ON (data->>'userId') data->>'userId' AS u, ts, type FROM activity ORDER BY u, ts DESC, type

--- UNION ALL
-- reads: user_id, map_id
SELECT data->>'userId' AS id FROM activity UNION ALL SELECT data->>'mapId' FROM activity UNION ALL SELECT 'me'

--- UNION BY NAME, EXCEPT, INTERSECT
-- reads: user_id
(SELECT data->>'userId' AS id, 1 AS a FROM activity UNION BY NAME SELECT 2 AS b, user_id AS id FROM userList)
EXCEPT (SELECT data->>'userId', 1, 2 FROM activity INTERSECT SELECT user_id, 1, 2 FROM userList)

--- a set operation ordered by its expression, ordered
-- reads: provider
SELECT data->>'provider' AS p FROM activity UNION SELECT 'zzz' ORDER BY p NULLS FIRST

--- ordered by an alias that is called like the column
-- as written: Nothing in it certainly
SELECT '{"userId":"' || type || '"}' AS data FROM activity ORDER BY data->>'userId'

--- an alias in front
-- reads: user_id
SELECT u: data->>'userId', n: count(*) FROM activity GROUP BY u

--- FROM first
-- reads: provider
FROM activity a SELECT a.data->>'provider' AS p, count(*) AS n GROUP BY p

--- everything
-- as written: shows all of its columns
SELECT * FROM activity WHERE json_extract_string(data, '$.userId') = 'public'

--- everything, and more
-- as written: shows all of its columns
SELECT a.*, a.data->>'userId' AS u FROM activity a

--- everything but
-- as written: shows all of its columns
SELECT * EXCLUDE (ts) REPLACE (data->>'userId' AS data) FROM activity

--- COLUMNS
-- as written: shows all of its columns
SELECT data->>'userId' AS u, COLUMNS('t.*') FROM activity

--- a whole row
-- as written: its whole row
SELECT a.data->>'userId' AS u, a::VARCHAR AS all FROM activity a

--- a count of whole rows
-- as written: its whole row
SELECT count(a) AS n, count(DISTINCT a.data->>'userId') AS u FROM activity a

--- no SELECT at all
-- as written: shows all of its columns
FROM activity WHERE data->>'provider' = 'bigquery'

--- SELECT * of something else
-- reads: user_id
SELECT * FROM (SELECT data->>'userId' AS u, ts FROM activity) WHERE u IS NOT NULL

--- PIVOT
-- as written: Nothing in it certainly
SELECT * FROM (SELECT type, data->>'provider' AS p FROM activity WHERE type LIKE 'Conn%') PIVOT (count(*) FOR p IN ('bigquery', 'snowflake'))

--- UNPIVOT beside it
-- reads: user_id
SELECT a.data->>'userId' AS u, x.name FROM activity a
  JOIN (SELECT * FROM (SELECT 1 AS one, 2 AS two) UNPIVOT (v FOR name IN (one, two))) x ON a.type = 'MapCreated'

--- LATERAL
-- reads: map_id
SELECT a.ts, l.id FROM activity a, LATERAL (SELECT a.data->>'userId' AS id) l WHERE a.data->>'mapId' IS NOT NULL

--- a table function that looks into the payload
-- reads: workflow_id
SELECT a.data->>'workflowId' AS w, c.value->>'name' AS component
FROM activity a, json_each(a.data, '$.components') c WHERE a.type = 'WorkflowExecutionComplete'

--- UNNEST of a list in it
-- reads: workflow_id
SELECT data->>'$.workflowId' AS w, unnest(from_json(json_extract(data, '$.components[*].name'), '["VARCHAR"]')) AS name
FROM activity WHERE type = 'WorkflowExecutionComplete'

--- a list function
-- reads: user_id
SELECT list_transform([data->>'userId', 'x'], lambda q: upper(q))::VARCHAR AS both FROM activity

--- a function whose parameter is called like the column
-- as written: Nothing in it certainly
SELECT list_transform(['{"userId":"me"}'], lambda data: data->>'userId')::VARCHAR AS u FROM activity

--- a list comprehension
-- as written: Nothing in it certainly
SELECT [data->>'userId' for data in ['{"userId":"me"}']]::VARCHAR AS u FROM activity

--- structs and lists
-- reads: user_id, map_id
SELECT {'u': data->>'userId', 'm': data->>'mapId'}::VARCHAR AS s, [data->>'userId']::VARCHAR AS l FROM activity

--- CASE and COALESCE
-- reads: user_id, map_id, workflow_id
SELECT CASE data->>'userId' WHEN 'public' THEN 'viewer' ELSE 'user' END AS who,
  coalesce(data->>'mapId', data->>'workflowId', 'nothing') AS what, count(*) FROM activity GROUP BY ALL

--- only where it is valid
-- reads: user_id
SELECT CASE WHEN json_valid(data) THEN data->>'userId' END AS u FROM activity

--- only what can be had
-- reads: user_id
SELECT TRY(json_extract_string(data, '$.userId')) AS u, TRY_CAST(data AS JSON)->>'userId' AS v FROM activity

--- of a type that nobody has, ordered
-- reads: user_id, map_id
SELECT data->>'userId' AS u, ts FROM activity WHERE type = 'NoSuchType' OR data->>'mapId' = '5' ORDER BY u, ts

--- casts of the value
-- reads: map_id
SELECT TRY_CAST(data->>'mapId' AS INTEGER) AS number, length(data->>'mapId')::UTINYINT AS l FROM activity

--- arithmetic and text
-- reads: user_id, provider
SELECT 'user ' || (data->>'userId') || ' on ' || upper(data->>'provider'), hash(data->>'userId') % 7 AS bucket FROM activity

--- quoted names
-- reads: user_id
SELECT "a"."data" ->> 'userId' AS "the ""user""" FROM "activity" AS "a"

--- other case
-- reads: user_id
select ACTIVITY.DATA->>'userId' as U from Activity where JSON_EXTRACT_STRING(Data, '$.userId') is not null

--- a quoted name in other case
-- reads: user_id
SELECT "Activity"."Data"->>'userId' AS u FROM "ACTIVITY" AS "aCtIvItY"

--- a schema
-- reads: user_id
SELECT data->>'userId' AS u FROM main.activity

--- a schema in the name of a column
-- as written: is named with the schema
SELECT main.activity.data->>'userId' AS u, activity.data->>'mapId' AS m FROM main.activity

--- a schema in front of the function
-- as written: Nothing in it certainly
SELECT main.json_extract_string(data, '$.userId') AS u FROM activity

--- other names for the columns
-- as written: Nothing in it certainly
SELECT x.payload->>'userId' AS u, x.data->>'userId' AS v FROM activity AS x(data, ts, payload)

--- comments and texts that look like it
-- reads: user_id
/* SELECT json_extract_string(data, '$.mapId') FROM activity */
SELECT 'json_extract_string(data, ''$.mapId'')' AS text, -- data->>'mapId'
  data->>'userId' AS u /* data->>'provider' */ FROM activity

--- only a text that looks like it
-- as written: Nothing in it certainly
SELECT 'data->>''$.userId'' FROM activity' AS text, count(*) FROM activity

--- letters beyond ASCII before it
-- reads: user_id
SELECT 'Ñandú 🗺️ 地図' AS "größe", data->>'userId' AS "användare" FROM activity WHERE type <> 'é' AND data->>'userId' <> 'ü'

--- dollar quotes
-- reads: user_id
SELECT $$data->>'mapId'$$ AS t, data->>$$userId$$ AS u FROM activity

--- escapes in the path
-- reads: user_id
SELECT data->>E'\x24.userId' AS u FROM activity

--- parameters beside it, ordered
-- reads: user_id
-- bind: MapCreated|3
SELECT data->>'userId' AS u, count(*) AS n FROM activity WHERE type = ? GROUP BY u ORDER BY n DESC, u LIMIT ?

--- a parameter compared with it
-- reads: user_id
-- bind: public
SELECT count(*) AS n FROM activity WHERE json_extract_string(data, '$.userId') = $1 OR data->>'userId' = $1

--- parameters out of order
-- reads: user_id
-- bind: public|Map%
SELECT count(*) AS n FROM activity WHERE type LIKE $2 AND data->>'userId' = $1

--- a parameter as the path
-- as written: Nothing in it certainly
-- bind: $.userId
SELECT json_extract_string(data, ?) AS userId FROM activity

--- a parameter in between, ordered
-- reads: map_id
-- bind: 2|1
SELECT data->>'mapId' AS m FROM activity WHERE data->>'mapId' IS NOT NULL GROUP BY m ORDER BY m LIMIT ? OFFSET ?

--- intervals, dates, casts
-- reads: user_id
SELECT date_trunc('week', ts) AS week, count(DISTINCT data->>'userId') AS n, max(ts) + INTERVAL 3 DAYS AS later,
  CAST(1.5 AS DECIMAL(10, 2)) AS d, DATE '2025-10-01' - INTERVAL '1 month' AS earlier, 1e3 AS e, 12345678901234567890 AS big
FROM activity WHERE ts BETWEEN '2025-10-01' AND CAST('2025-10-08' AS TIMESTAMP) GROUP BY week

--- a sample of all
-- as written: Nothing in it certainly
SELECT count(DISTINCT data->>'userId') > 0 AS some FROM activity TABLESAMPLE 100 PERCENT

--- a macro around it
-- reads: user_id
-- before: CREATE MACRO login(id) AS split_part(id, '|', 1)
SELECT login(data->>'userId') AS l, count(*) AS n FROM activity GROUP BY l

--- a macro of the function's name
-- as written: may have changed
-- before: CREATE MACRO json_extract_string(a, b) AS 'mine'
SELECT json_extract_string(data, '$.userId') AS u FROM activity

--- another view of the name
-- as written: may have changed
-- before: CREATE OR REPLACE VIEW activity AS SELECT '{"userId":"me"}' AS data, 'x' AS type
SELECT data->>'userId' AS u FROM activity

--- a view over the table
-- as written: Nothing in it certainly
-- before: CREATE VIEW activity_of_maps AS SELECT * FROM activity WHERE type LIKE 'Map%'
SELECT data->>'userId' AS u FROM activity_of_maps

--- a table beside it
-- reads: user_id
-- before: CREATE TABLE team AS SELECT user_id, 'red' AS colour FROM userList
SELECT t.colour, count(*) AS n FROM activity a JOIN team t ON t.user_id = a.data->>'userId' GROUP BY t.colour

--- a table that may have such a column
-- reads: user_id
-- before: CREATE TABLE odd AS SELECT {'data': '{"userId":"me"}'} AS a, 1 AS one
SELECT a.data->>'userId' AS u FROM activity a JOIN odd ON odd.one = 1

--- a column with fields that is called like an outer table
-- as written: Nothing in it certainly
-- before: CREATE TABLE odd AS SELECT {'data': '{"userId":"me"}'} AS a, 1 AS one
SELECT (SELECT a.data->>'userId' FROM odd) AS u FROM activity a

--- no query
-- as written: It is no query
EXPLAIN SELECT data->>'userId' FROM activity

--- no such column
-- as written: DuckDB refuses it
SELECT data->>'userId', nothing FROM activity

--- ambiguous
-- as written: Nothing in it certainly
SELECT data->>'userId' FROM activity a, activity b
