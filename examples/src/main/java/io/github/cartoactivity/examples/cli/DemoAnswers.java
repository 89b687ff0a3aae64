package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.Row;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Five questions about the demo's organisation: four in SQL, one with typed rows. */
final class DemoAnswers {
    private static final int WIDTH = 80;
    private static final String INDENT = "   ";

    private static final String MOST_ACTIVE = """
            SELECT u.email, COUNT(*) AS events, COUNT(DISTINCT a.ts::DATE) AS days,
                   strftime(MAX(a.ts), '%Y-%m-%d %H:%M') AS last_seen
            FROM activity a JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
            GROUP BY u.email ORDER BY events DESC, u.email LIMIT 5
            """;

    private static final String MOST_EDITED = """
            SELECT json_extract_string(data, '$.mapId') AS map, COUNT(*) AS updates,
                   COUNT(DISTINCT json_extract_string(data, '$.userId')) AS editors,
                   strftime(MAX(ts), '%Y-%m-%d') AS last_update
            FROM activity WHERE type = 'MapUpdated'
            GROUP BY map ORDER BY updates DESC, map LIMIT 5
            """;

    private static final String WORKFLOWS = """
            SELECT strftime(ts, '%Y-%m') AS month, COUNT(*) AS runs,
                   COUNT(*) FILTER (WHERE json_extract_string(data, '$.batchAPIResponse.status') = 'failure') AS failed,
                   ROUND(100 * (1 - failed / runs), 1) || ' %' AS succeeded
            FROM activity WHERE type = 'WorkflowExecutionComplete'
            GROUP BY month ORDER BY month
            """;

    private static final String QUOTA = """
            WITH days AS (
              SELECT metric, ts::DATE AS day, SUM(amount * quota_usage_weight) AS used
              FROM apiUsage GROUP BY metric, day),
            means AS (
              SELECT *, AVG(used) OVER (PARTITION BY metric ORDER BY day
                RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW) AS mean
              FROM days)
            SELECT metric, SUM(used)::BIGINT AS used, MAX(mean)::BIGINT AS highest_7_day_mean,
                   ARG_MAX(mean, day)::BIGINT AS latest
            FROM means GROUP BY metric ORDER BY used DESC LIMIT 5
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
            TextTable.forScreen(out, INDENT).print(rows);
        }
        out.println();
    }

    private static void security(PrintStream out, Export export) {
        out.println("5. WHAT WOULD AN AUDITOR LOOK AT? (typed rows instead of SQL)");
        Map<ActivityEventType, Long> counts;
        try (Stream<ActivityEvent> events = export.activity()) {
            counts = events.map(ActivityEvent::type)
                    .filter(ActivityEventType::isAudit)
                    .collect(Collectors.groupingBy(type -> type, Collectors.counting()));
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<ActivityEventType, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .forEach(entry -> out.println(line(entry.getKey(), entry.getValue())));
        out.println();
    }

    private static String line(ActivityEventType type, long count) {
        String line = String.format(
                Locale.ROOT, "%s%5s  %-18s %s", INDENT, Figures.count(count), type.wireName(), type.description());
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "\u2026";
    }
}
