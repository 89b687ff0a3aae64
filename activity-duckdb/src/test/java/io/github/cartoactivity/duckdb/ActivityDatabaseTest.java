package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityDatabaseTest {
    @TempDir
    private Path directory;

    @Test
    void json_ofTheCountOfAllEvents_isTheOneOfTheCommandLineTool() {
        try (ActivityDatabase database = ActivityDatabase.open(ExportFiles.allFour(directory))) {
            assertThat(database.sql("SELECT COUNT(*) as total_events FROM activity")
                            .json())
                    .isEqualTo("[{\"total_events\": 4}]");
        }
    }

    @Test
    void sqlOfTheCommandLineTool_runsUnchanged() {
        try (ActivityDatabase database = ActivityDatabase.open(ExportFiles.allFour(directory))) {
            List<Row> rows = database.sql("""
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
                            """).rows();
            assertThat(rows)
                    .extracting(row -> row.date("date"), row -> row.text("email"), row -> row.number("created_maps"))
                    .containsExactly(
                            tuple(LocalDate.parse("2025-10-01"), "ann@example.com", 2L),
                            tuple(LocalDate.parse("2025-10-02"), "bob@example.com", 1L));
        }
    }

    @Test
    void allTables_haveTheirColumnsAndTypes() {
        try (ActivityDatabase database = ActivityDatabase.open(ExportFiles.allFour(directory))) {
            assertThat(database.sql("SELECT * FROM activity LIMIT 1")
                            .one()
                            .orElseThrow()
                            .asMap())
                    .containsExactly(
                            java.util.Map.entry("type", "MapCreated"),
                            java.util.Map.entry("ts", Instant.parse("2025-10-01T10:00:00Z")),
                            java.util.Map.entry("data", "{\"userId\":\"auth0|ann\",\"mapId\":\"m1\"}"));
            assertThat(database.sql("SELECT SUM(amount * quota_usage_weight) AS used FROM apiUsage")
                            .one()
                            .orElseThrow()
                            .decimal("used"))
                    .isEqualByComparingTo(new BigDecimal("10.05"));
            assertThat(database.sql("SELECT group_ids FROM userList ORDER BY user_id")
                            .rows())
                    .extracting(row -> row.value(0))
                    .containsExactly(List.of("g1", "g2"), List.of("g1"), List.of());
            assertThat(database.contents()).extracting(TableContents::rows).containsExactly(4L, 3L, 3L, 2L);
        }
    }

    record Login(String type, Instant ts) {}

    @Test
    void as_fillsRecords() {
        try (ActivityDatabase database = ActivityDatabase.open(ExportFiles.allFour(directory))) {
            assertThat(database.sql("SELECT type, ts FROM activity WHERE type = ? AND ts > ?")
                            .bind("UserLogin", Instant.parse("2025-10-03T00:00:00Z"))
                            .as(Login.class))
                    .containsExactly(new Login("UserLogin", Instant.parse("2025-10-03T08:30:00.123Z")));
        }
    }

    @Test
    void snapshotsOfUsers_giveOneRowEach_theLastOne() {
        Path older = ExportFiles.write(directory.resolve("2025-09.csv"), ExportFiles.USERS);
        Path newer = ExportFiles.write(
                directory.resolve("2025-10.csv"),
                "user_id,email,role\nauth0|ann,ann@example.com,Viewer\nauth0|dan,dan@example.com,Editor\n");
        try (ActivityDatabase database = ActivityDatabase.open(older, newer)) {
            assertThat(database.sql("SELECT user_id, role FROM userList ORDER BY user_id")
                            .rows())
                    .extracting(row -> row.text("user_id"), row -> row.text("role"))
                    .containsExactly(
                            tuple("auth0|ann", "Viewer"),
                            tuple("auth0|bob", "Viewer"),
                            tuple("auth0|cyd", "Editor"),
                            tuple("auth0|dan", "Editor"));
        }
    }

    @Test
    void fileThatIsNamedTwice_countsOnce_andEqualRowsStay() {
        Path file = ExportFiles.write(directory.resolve("a/a.csv"), "type,ts,data\nA,2025-10-01,{}\nA,2025-10-01,{}\n");
        ExportFiles.write(directory.resolve("a/.hidden.csv"), "nothing");
        ExportFiles.write(directory.resolve("a/_SUCCESS"), "");
        ExportFiles.write(directory.resolve("a/notes.txt"), "nothing");
        try (ActivityDatabase database = ActivityDatabase.open(file, directory, directory.resolve("a"))) {
            assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json())
                    .isEqualTo("[{\"n\": 2}]");
        }
    }

    @Test
    void pivot_andOtherTurnsOfDuckDb_run() {
        try (ActivityDatabase database = ActivityDatabase.open(ExportFiles.allFour(directory))) {
            assertThat(database.sql("PIVOT (SELECT type, CAST(ts AS DATE) AS day FROM activity) ON type USING COUNT(*)"
                                    + " ORDER BY day")
                            .json())
                    .isEqualTo("[{\"day\": \"2025-10-01\", \"MapCreated\": 2, \"UserLogin\": 0},\n"
                            + "{\"day\": \"2025-10-02\", \"MapCreated\": 1, \"UserLogin\": 0},\n"
                            + "{\"day\": \"2025-10-03\", \"MapCreated\": 0, \"UserLogin\": 1}]");
            assertThat(database.sql("SUMMARIZE activity").rows()).hasSize(3);
            assertThat(database.sql("EXPLAIN SELECT * FROM activity").rows()).isNotEmpty();
            assertThat(database.sql("SHOW TABLES").rows())
                    .extracting(row -> row.text("name"))
                    .contains("activity", "apiUsage", "userList", "groupList");
        }
    }
}
