package io.github.cartoactivity.benchmarks;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.query.Granularity;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.duckdb.query.TypedQuery;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.UserId;
import java.util.List;
import java.util.function.Function;

/** What people ask of Activity Data, as SQL of the kind that is published for it, and as the typed question nearest to it. */
final class Analyses {
    private static final DateRange RANGE = AnalysesData.RANGE;
    private static final DateRange SEPTEMBER = DateRange.ofDays(RANGE.last().withDayOfMonth(1), RANGE.last());

    /**
     * One analysis.
     *
     * @param name what it is about
     * @param sql a statement that runs in CARTO's command line too
     * @param typed the typed question
     */
    record Analysis(String name, String sql, Function<ActivityDatabase, TypedQuery<?>> typed) {}

    private Analyses() {}

    /** All of them; the id is that of somebody in the organisation. */
    static List<Analysis> of(String userId) {
        return List.of(
                new Analysis(
                        "active users per day",
                        """
                        SELECT CAST(ts AS DATE) AS day, COUNT(DISTINCT json_extract_string(data, '$.userId')) AS users
                        FROM activity
                        WHERE json_extract_string(data, '$.userId') <> 'public'
                        GROUP BY day ORDER BY day""",
                        database -> database.engagement().activeUsers(RANGE, Granularity.DAY)),
                new Analysis(
                        "active users per month",
                        """
                        SELECT date_trunc('month', ts) AS month,
                          COUNT(DISTINCT json_extract_string(data, '$.userId')) AS users, COUNT(*) AS events
                        FROM activity
                        WHERE json_extract_string(data, '$.userId') IS NOT NULL
                        GROUP BY month ORDER BY month""",
                        database -> database.engagement().activeUsers(RANGE, Granularity.MONTH)),
                new Analysis(
                        "most active users",
                        """
                        SELECT u.email, COUNT(*) AS events, COUNT(DISTINCT CAST(a.ts AS DATE)) AS active_days
                        FROM activity a
                        JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
                        GROUP BY u.email ORDER BY events DESC, u.email LIMIT 10""",
                        database -> database.engagement().mostActiveUsers(RANGE, Top.of(10))),
                new Analysis(
                        "inactive users of a month",
                        """
                        SELECT u.email, u.role
                        FROM userList u
                        LEFT JOIN activity a ON json_extract_string(a.data, '$.userId') = u.user_id
                          AND a.ts >= '2025-09-01'
                        WHERE a.ts IS NULL ORDER BY u.email""",
                        database -> database.engagement().inactiveUsers(SEPTEMBER)),
                new Analysis(
                        "hours and weekdays",
                        """
                        SELECT isodow(ts) AS weekday, EXTRACT(HOUR FROM ts) AS hour,
                          COUNT(DISTINCT data->>'$.userId') AS users, COUNT(*) AS events
                        FROM activity
                        WHERE data->>'$.userId' <> 'public'
                        GROUP BY ALL ORDER BY ALL""",
                        database -> database.engagement().rhythm(RANGE)),
                new Analysis(
                        "maps created per user",
                        """
                        SELECT CAST(a.ts AS DATE) AS date, u.email, COUNT(*) AS created_maps
                        FROM activity a
                        JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
                        WHERE a.type = 'MapCreated'
                        GROUP BY date, u.email ORDER BY created_maps DESC, date, u.email LIMIT 10""",
                        database -> database.content().mapsPerUser(RANGE, Top.of(10))),
                new Analysis(
                        "most used maps", """
                        SELECT json_extract_string(data, '$.mapId') AS map_id, COUNT(*) AS views,
                          COUNT(DISTINCT json_extract_string(data, '$.userId')) AS viewers
                        FROM activity
                        WHERE json_extract_string(data, '$.mapId') IS NOT NULL
                        GROUP BY map_id ORDER BY views DESC, map_id LIMIT 10""", database -> database.content().mostUsedMaps(RANGE, Top.of(10))),
                new Analysis(
                        "most edited maps", """
                        SELECT data->>'mapId' AS map, COUNT(*) AS edits, COUNT(DISTINCT data->>'userId') AS editors,
                          MAX(ts) AS last_edit
                        FROM activity
                        WHERE type = 'MapUpdated'
                        GROUP BY map ORDER BY edits DESC, map LIMIT 10""", database -> database.content().mostEditedMaps(RANGE, Top.of(10))),
                new Analysis(
                        "workflow success", """
                        SELECT json_extract_string(data, '$.workflowId') AS workflow_id, COUNT(*) AS runs,
                          ROUND(100.0 * COUNT(CASE WHEN json_extract_string(data, '$.batchAPIResponse.status') =
                            'success' THEN 1 END) / COUNT(*), 1) AS success_rate
                        FROM activity
                        WHERE type = 'WorkflowExecutionComplete'
                        GROUP BY workflow_id ORDER BY runs DESC, workflow_id LIMIT 20""", database -> database.content().workflowRuns(RANGE, Top.of(20))),
                new Analysis(
                        "workflow failures", """
                        SELECT ts, data->>'$.workflowId' AS workflow_id, data->>'$.batchAPIResponse.error' AS error
                        FROM activity
                        WHERE type = 'WorkflowExecutionComplete' AND data->>'$.batchAPIResponse.status' = 'failure'
                        ORDER BY ts DESC, workflow_id""", database -> database.content().workflowFailures(RANGE)),
                new Analysis(
                        "connections per provider",
                        """
                        SELECT json_extract_string(data, '$.provider') AS provider,
                          COUNT(DISTINCT json_extract_string(data, '$.connectionId')) AS connections,
                          COUNT(DISTINCT json_extract_string(data, '$.userId')) AS users, COUNT(*) AS events
                        FROM activity
                        WHERE json_extract_string(data, '$.provider') IS NOT NULL
                        GROUP BY provider ORDER BY events DESC, provider""",
                        database -> database.content().providers(RANGE)),
                new Analysis(
                        "a person's trail",
                        """
                        SELECT ts, type, json_extract_string(data, '$.mapId') AS map_id,
                          json_extract_string(data, '$.workflowId') AS workflow_id
                        FROM activity
                        WHERE json_extract_string(data, '$.userId') = '%s'
                        ORDER BY ts, type, map_id, workflow_id""".formatted(userId),
                        database -> database.audit().trail(new UserId(userId), RANGE)),
                new Analysis(
                        "quota used per day", """
                        SELECT CAST(ts AS DATE) AS day, SUM(amount * quota_usage_weight) AS quota,
                          AVG(SUM(amount * quota_usage_weight))
                            OVER (ORDER BY CAST(ts AS DATE) ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS mean
                        FROM apiUsage GROUP BY CAST(ts AS DATE) ORDER BY day""", database -> database.quota().usePerDay(RANGE)),
                new Analysis(
                        "quota used per user", """
                        SELECT u.email, SUM(api.amount * api.quota_usage_weight) AS quota, SUM(api.amount) AS requests
                        FROM apiUsage api LEFT JOIN userList u ON api.user_id = u.user_id
                        GROUP BY u.email ORDER BY quota DESC NULLS LAST, u.email LIMIT 10""", database -> database.quota().byUser(RANGE, Top.of(10))));
    }
}
