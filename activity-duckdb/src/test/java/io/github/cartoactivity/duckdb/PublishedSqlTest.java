package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements as they are written for CARTO's command-line tool: its own examples, and every turn that they take. */
class PublishedSqlTest {
    @TempDir
    private static Path directory;

    private static ActivityDatabase ofCsv;
    private static ActivityDatabase ofParquet;
    private static ActivityDatabase locked;

    @BeforeAll
    static void open() {
        Path csv = ExportFiles.allFour(directory.resolve("csv"));
        ExportFiles.write(csv.resolve("recent.csv"), "type,ts,data\n" + recentEvents());
        Path parquet = ExportFiles.allFourParquet(directory.resolve("parquet"));
        ParquetFiles.write(ExportCategory.ACTIVITY, csv.resolve("recent.csv"), parquet.resolve("recent.parquet"));
        ofCsv = ActivityDatabase.open(csv);
        ofParquet = ActivityDatabase.open(parquet);
        locked = ActivityDatabase.open(List.of(csv), DatabaseOptions.defaults().locked());
    }

    private static String recentEvents() {
        Instant noon = LocalDate.now(ZoneOffset.UTC).minusDays(2).atTime(12, 0).toInstant(ZoneOffset.UTC);
        return "MapUpdated," + noon
                + ",\"{\"\"userId\"\":\"\"auth0|ann\"\",\"\"mapId\"\":\"\"m1\"\",\"\"map\"\":{\"\"id\"\":\"\"m1\"\"}}\"\n"
                + "WorkflowRun," + noon + ",\"{\"\"userId\"\":\"\"auth0|bob\"\",\"\"workflowId\"\":\"\"w1\"\"}\"\n"
                + "WorkflowExecutionComplete," + noon
                + ",\"{\"\"workflowId\"\":\"\"w1\"\",\"\"batchAPIResponse\"\":{\"\"status\"\":\"\"success\"\"}}\"\n"
                + "ConnectionCreated," + noon
                + ",\"{\"\"connectionId\"\":\"\"c1\"\",\"\"provider\"\":\"\"bigquery\"\",\"\"userId\"\":\"\"auth0|ann\"\"}\"\n";
    }

    @AfterAll
    static void close() {
        ofCsv.close();
        ofParquet.close();
        locked.close();
    }

    static List<Arguments> statements() {
        return List.of(
                Arguments.of("SELECT COUNT(*) as total_events FROM activity", "[{\"total_events\": 8}]"),
                Arguments.of(
                        """

                          SELECT
                            CAST(a.ts AS DATE) as date,
                            u.email,
                            COUNT(*) AS created_maps
                          FROM activity a
                          JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
                          WHERE a.type = 'MapCreated'
                          GROUP BY date, u.email
                          ORDER BY created_maps DESC
                          LIMIT 10
                        """,
                        "[{\"date\": \"2025-10-01\", \"email\": \"ann@example.com\", \"created_maps\": 2},\n"
                                + "{\"date\": \"2025-10-02\", \"email\": \"bob@example.com\", \"created_maps\": 1}]"),
                Arguments.of(
                        "SELECT type, COUNT(*) FROM activity GROUP BY type ORDER BY COUNT(*) DESC, type LIMIT 2",
                        "[{\"type\": \"MapCreated\", \"count_star()\": 3},\n"
                                + "{\"type\": \"ConnectionCreated\", \"count_star()\": 1}]"),
                Arguments.of("SELECT COUNT(*) FROM activity", "[{\"count_star()\": 8}]"),
                Arguments.of(
                        "SELECT json_extract_string(data, '$.map.id') AS m FROM activity"
                                + " WHERE ts >= current_date - INTERVAL 7 DAY AND type = 'MapUpdated'",
                        "[{\"m\": \"m1\"}]"),
                Arguments.of(
                        "SELECT data->>'$.batchAPIResponse.status' AS s, data->'$.batchAPIResponse' AS r FROM activity"
                                + " WHERE type = 'WorkflowExecutionComplete'",
                        "[{\"s\": \"success\", \"r\": \"{\\\"status\\\":\\\"success\\\"}\"}]"),
                Arguments.of(
                        "SELECT u.email, COUNT(DISTINCT DATE(a.ts)) AS active_days FROM activity AS a LEFT JOIN userlist u"
                                + " ON json_extract_string(a.data, '$.userId') = u.user_id WHERE u.email IS NOT NULL"
                                + " AND a.ts < '2025-12-01' GROUP BY u.email ORDER BY u.email",
                        "[{\"email\": \"ann@example.com\", \"active_days\": 1},\n"
                                + "{\"email\": \"bob@example.com\", \"active_days\": 2}]"),
                Arguments.of(
                        "SELECT u.email, SUM(api.amount * api.quota_usage_weight) AS quota, SUM(api.amount) AS requests"
                                + " FROM apiUsage api LEFT JOIN userList u ON api.user_id = u.user_id"
                                + " GROUP BY u.email ORDER BY requests DESC",
                        "[{\"email\": \"ann@example.com\", \"quota\": 10, \"requests\": 10},\n"
                                + "{\"email\": \"bob@example.com\", \"quota\": null, \"requests\": 3},\n"
                                + "{\"email\": null, \"quota\": 0.05, \"requests\": 0.1}]"),
                Arguments.of(
                        "SELECT DATE(ts) AS date, SUM(amount * quota_usage_weight) AS q, AVG(SUM(amount * quota_usage_weight))"
                                + " OVER (ORDER BY DATE(ts) ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS mean"
                                + " FROM APIUSAGE WHERE ts >= '2025-10-01' AND ts < '2025-10-02' GROUP BY DATE(ts)",
                        "[{\"date\": \"2025-10-01\", \"q\": 10.05, \"mean\": 10.05}]"),
                Arguments.of(
                        "SELECT EXTRACT(HOUR FROM ts) AS hour, COUNT(*) AS n FROM activity WHERE type LIKE 'User%'"
                                + " GROUP BY EXTRACT(HOUR FROM ts)",
                        "[{\"hour\": 8, \"n\": 1}]"),
                Arguments.of(
                        "SELECT ROUND(100.0 * COUNT(CASE WHEN type = 'WorkflowExecutionComplete' THEN 1 END) /"
                                + " NULLIF(COUNT(CASE WHEN type = 'WorkflowRun' THEN 1 END), 0), 2) AS pct FROM activity",
                        "[{\"pct\": 100}]"),
                Arguments.of(
                        "SELECT json_extract_string(data, '$.provider') AS provider,"
                                + " COUNT(DISTINCT json_extract_string(data, '$.connectionId')) AS connections FROM activity"
                                + " WHERE json_extract_string(data, '$.provider') IS NOT NULL GROUP BY provider",
                        "[{\"provider\": \"bigquery\", \"connections\": 1}]"),
                Arguments.of(
                        "SELECT u.email FROM userList u LEFT JOIN activity a ON json_extract_string(a.data, '$.userId') ="
                                + " u.user_id AND a.ts >= CURRENT_DATE - INTERVAL '60 days' WHERE a.ts IS NULL ORDER BY ALL",
                        "[{\"email\": \"cyd@example.com\"}]"),
                Arguments.of(
                        "SELECT g.group_alias, COUNT(*) AS members FROM (SELECT user_id, unnest(group_ids) AS group_id"
                                + " FROM userList) JOIN groupList g USING (group_id) GROUP BY ALL ORDER BY 2 DESC",
                        "[{\"group_alias\": \"Analysts\", \"members\": 2},\n{\"group_alias\": \"Makers\", \"members\": 1}]"),
                Arguments.of(
                        "SELECT * FROM activity ORDER BY ts LIMIT 1",
                        "[{\"type\": \"MapCreated\", \"ts\": \"2025-10-01T10:00:00.000Z\","
                                + " \"data\": \"{\\\"userId\\\":\\\"auth0|ann\\\",\\\"mapId\\\":\\\"m1\\\"}\"}]"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statementsOfTheCommandLineTool_runUnchanged_overAnyFiles(String sql, String json) {
        assertThat(ofCsv.sql(sql).json()).isEqualTo(json);
        assertThat(ofParquet.sql(sql).json()).isEqualTo(json);
        assertThat(locked.sql(sql).json()).isEqualTo(json);
    }
}
