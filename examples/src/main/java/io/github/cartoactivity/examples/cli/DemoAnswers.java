package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.Row;
import io.github.cartoactivity.model.ActivityEvent;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Five questions about the demo's organisation: four in SQL, one with typed rows. */
final class DemoAnswers {
    private static final String INDENT = "   ";

    private static final String MOST_ACTIVE = """
            SELECT u.email, COUNT(*) AS events, COUNT(DISTINCT a.ts::DATE) AS days,
                   MAX(a.ts) AS last_seen
            FROM activity a JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
            GROUP BY u.email ORDER BY events DESC, u.email LIMIT 5
            """;

    private static final String MOST_EDITED = """
            SELECT json_extract_string(data, '$.mapId') AS map_id, COUNT(*) AS updates,
                   COUNT(DISTINCT json_extract_string(data, '$.userId')) AS editors
            FROM activity WHERE type = 'MapUpdated'
            GROUP BY map_id ORDER BY updates DESC, map_id LIMIT 5
            """;

    private static final String WORKFLOWS = """
            SELECT ts::DATE - dayofmonth(ts)::INT + 1 AS month, COUNT(*) AS runs,
                   COUNT(*) FILTER (WHERE json_extract_string(data, '$.batchAPIResponse.status') = 'failure') AS failed,
                   ROUND(100.0 * (runs - failed) / runs, 1) AS percent_good
            FROM activity WHERE type = 'WorkflowExecutionComplete'
            GROUP BY month ORDER BY month
            """;

    private static final String QUOTA = """
            WITH per_day AS (
              SELECT metric, ts::DATE AS day, SUM(amount * COALESCE(quota_usage_weight, 1)) AS used
              FROM apiUsage GROUP BY metric, day),
            smooth AS (
              SELECT metric, day, used, AVG(used) OVER (PARTITION BY metric ORDER BY day
                  RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW) AS mean
              FROM per_day)
            SELECT metric, SUM(used) AS used, ROUND(MAX(mean), 1) AS highest_7_day_mean,
                   ROUND(ARG_MAX(mean, day), 1) AS last_7_day_mean
            FROM smooth GROUP BY metric ORDER BY used DESC LIMIT 5
            """;

    private DemoAnswers() {}

    static void print(PrintStream out, Export export, ActivityDatabase database) {
        answer(out, "1. WHO IS MOST ACTIVE?", MOST_ACTIVE, database);
        answer(out, "2. WHICH MAPS ARE EDITED MOST?", MOST_EDITED, database);
        answer(out, "3. DO WORKFLOWS SUCCEED?", WORKFLOWS, database);
        answer(out, "4. WHAT USES THE QUOTA?", QUOTA, database);
        security(out, export);
    }

    private static void answer(PrintStream out, String question, String sql, ActivityDatabase database) {
        out.println(question);
        try (Stream<Row> rows = database.sql(sql).stream()) {
            new TextTable(out, INDENT).print(rows);
        }
        out.println();
    }

    private static void security(PrintStream out, Export export) {
        out.println("5. WHAT WOULD AN AUDITOR LOOK AT? (a stream of typed rows instead of SQL)");
        Map<String, Long> counts;
        try (Stream<ActivityEvent> events = export.activity()) {
            counts = events.filter(event -> event.type().isAudit())
                    .collect(Collectors.groupingBy(ActivityEvent::typeName, Collectors.counting()));
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .forEach(entry -> out.println(String.format(
                        Locale.ROOT, "%s%7s  %s", INDENT, Figures.count(entry.getValue()), entry.getKey())));
        out.println();
    }
}
