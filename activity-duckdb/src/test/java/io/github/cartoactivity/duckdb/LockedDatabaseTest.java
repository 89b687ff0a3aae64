package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F80: what somebody who is not trusted can do with SQL. */
class LockedDatabaseTest {
    @TempDir
    private static Path directory;

    private static Path parquet;
    private static ActivityDatabase database;

    @BeforeAll
    static void open() {
        parquet = ExportFiles.allFourParquet(directory.resolve("parquet"));
        database = ActivityDatabase.open(
                List.of(parquet),
                DatabaseOptions.defaults()
                        .locked()
                        .withMemoryLimit(128L << 20)
                        .withSpillLimit(64L << 20)
                        .withMaxRows(1000)
                        .withTimeout(Duration.ofSeconds(20)));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM activity",
                "WITH a AS (SELECT * FROM activity) SELECT type, COUNT(*) FROM a GROUP BY ALL ORDER BY 2 DESC",
                "SELECT u.email, unnest(group_ids) FROM userList u",
                "FROM activity",
                "DESCRIBE activity",
                "SHOW TABLES",
                "SHOW activity",
                "SUMMARIZE apiUsage",
                "SELECT * FROM range(3), generate_series(1, 2)",
                "SELECT value FROM json_each('[1,2]')",
                "SELECT json_extract_string(data, '$.userId'), data->>'$.mapId', data->>'mapId' FROM activity",
                "SELECT ts - INTERVAL 7 DAY, current_date, strftime(ts, '%A'), date_trunc('week', ts) FROM activity",
                "SELECT SUM(amount) OVER (ORDER BY ts ROWS 6 PRECEDING) FROM apiUsage",
                "SELECT list(ts) FROM activity -- comment",
                "VALUES (1), (2);",
            })
    void queries_run(String sql) {
        assertThat(database.sql(sql).rows()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_blob('../*')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM '{file}'",
                "SELECT * FROM \"{file}\"",
                "SELECT (SELECT COUNT(*) FROM '/etc/hosts.csv')",
                "SELECT * FROM read_parquet('{file}')",
                "SELECT * FROM parquet_metadata('{file}')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
                "SELECT * FROM 'https://127.0.0.1:1/x.parquet'",
                "COPY activity TO '{file}.csv'",
                "COPY activity TO '{file}'",
                "COPY (SELECT 1) TO '/dev/stdout'",
                "EXPORT DATABASE '{file}.export'",
                "IMPORT DATABASE '{file}.export'",
                "ATTACH '{file}.duckdb'",
                "ATTACH ':memory:' AS m",
                "DETACH carto_activity",
                "USE memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '{file}'",
                "SET memory_limit = '100GB'",
                "SET lock_configuration = false",
                "SET enable_external_access = true",
                "SET SESSION TimeZone = 'Asia/Tokyo'",
                "RESET memory_limit",
                "PRAGMA database_list",
                "PRAGMA enable_profiling",
                "PRAGMA threads = 1",
                "CALL pragma_version()",
                "CALL enable_logging()",
                "CREATE TABLE x AS SELECT 1",
                "CREATE TEMP TABLE x AS SELECT 1",
                "CREATE TABLE memory.main.x AS SELECT 1",
                "CREATE VIEW memory.main.v AS SELECT 1",
                "CREATE MACRO memory.main.f(x) AS x",
                "CREATE OR REPLACE TEMP VIEW activity AS SELECT 1",
                "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
                "DROP VIEW activity",
                "DROP TABLE activity",
                "DELETE FROM activity",
                "INSERT INTO activity SELECT * FROM activity",
                "UPDATE activity SET type = 'x'",
                "ALTER TABLE activity RENAME TO x",
                "WITH x AS (DELETE FROM activity RETURNING *) SELECT * FROM x",
                "WITH x AS (COPY activity TO '{file}') SELECT 1",
                "WITH x AS (COPY (SELECT 1) TO '{file}' (USE_TMP_FILE false)) SELECT 1",
                "TRUNCATE activity",
                "VACUUM",
                "CHECKPOINT",
                "FORCE CHECKPOINT",
                "BEGIN",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "EXPLAIN ANALYZE SELECT 1",
                "SELECT 1; SELECT 2",
                "SELECT 1; COPY activity TO '{file}.csv'",
                "SELECT 1) AS a LIMIT 1; DROP TABLE activity; --",
                "SELECT 1) UNION ALL (SELECT 2",
                "SELECT current_setting('temp_directory')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_databases()",
                "SELECT * FROM duckdb_databases",
                "SELECT * FROM main.pragma_database_list",
                "SELECT * FROM duckdb_secrets()",
                "SHOW temp_directory",
                "SELECT * FROM (SHOW memory_limit)",
                "SELECT name, setting FROM pg_settings",
                "SELECT sql FROM sqlite_master",
                "SELECT view_definition FROM information_schema.views",
                "FROM pg_catalog.pg_views",
                "FROM PG_VIEWS",
                "FROM system.information_schema.tables",
                "WITH pg_settings AS (SELECT 1) SELECT * FROM system.pg_catalog.pg_settings",
                "SELECT (WITH pg_settings AS (SELECT 1) FROM pg_settings), * FROM pg_settings",
                "SELECT pg_get_viewdef(1)",
                "SELECT get_block_size('memory')",
                "SELECT json_serialize_plan('SELECT current_setting(''temp_directory'')', optimize := true)",
                "SELECT 'SELECT getenv(''HOME'')'.json_serialize_plan()",
                "SELECT (SELECT COUNT(*) FROM pragma_database_list())",
                "SELECT getenv('HOME')",
                "SELECT write_log('x')",
                "SELECT nextval('x')",
                "SELECT * FROM query('SELECT * FROM duckdb_settings()')",
                "SELECT * FROM query_table('activity')",
                "SELECT * FROM force_checkpoint()",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM duckdb_settings()'))",
                "SELECT CASE WHEN true THEN (WITH x AS (FROM duckdb_settings()) SELECT COUNT(*) FROM x) END",
                "SELECT * FROM memory.information_schema.tables, glob('*')",
                "SELECT 1 WHERE",
                "",
                "-- nothing",
            })
    void f80_everythingElse_isRefused(String sql) {
        assertThatThrownBy(() -> database.sql(sql.replace(
                                "{file}", parquet.resolve("1.parquet").toString()))
                        .rows())
                .as(sql)
                .isExactlyInstanceOf(QueryException.class);
        assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json()).isEqualTo("[{\"n\": 4}]");
    }

    @Test
    void f80_filesOfTheOwner_areUntouched() throws Exception {
        assertThat(parquet.toFile().list())
                .containsExactlyInAnyOrder("1.parquet", "2.parquet", "3.parquet", "4.parquet");
        assertThat(Files.size(parquet.resolve("1.parquet"))).isPositive();
    }

    @Test
    void f80_rows_areLimitedInEveryForm() {
        SqlQuery query = database.sql("FROM range(1000000000000)");
        assertThatThrownBy(query::rows).isInstanceOf(QueryLimitException.class);
        assertThatThrownBy(query::json).isInstanceOf(QueryLimitException.class);
        assertThatThrownBy(() -> query.json(new StringWriter())).isInstanceOf(QueryLimitException.class);
        assertThatThrownBy(() -> query.csv(new StringWriter())).isInstanceOf(QueryLimitException.class);
        assertThatThrownBy(() -> {
                    try (var rows = query.stream()) {
                        rows.forEach(row -> {});
                    }
                })
                .isInstanceOf(QueryLimitException.class);
        assertThat(database.sql("FROM range(1000)").rows()).hasSize(1000);
    }

    @Test
    void order_isKept() {
        assertThat(database.sql("FROM range(1000) ORDER BY range DESC").rows())
                .first()
                .satisfies(row -> assertThat(row.number("range")).isEqualTo(999));
    }

    @Test
    void f80_memory_isLimited() {
        assertThatThrownBy(() -> database.sql(
                                "SELECT length(list(i || repeat('x', 100))::VARCHAR) FROM range(20000000) t(i)")
                        .rows())
                .isInstanceOf(QueryLimitException.class);
        assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json()).isEqualTo("[{\"n\": 4}]");
    }

    @Test
    void f80_spill_isLimited() {
        assertThatThrownBy(
                        () -> database.sql("SELECT * FROM range(30000000) t(i) ORDER BY hash(i) DESC OFFSET 29999999")
                                .rows())
                .isInstanceOf(QueryLimitException.class);
    }

    @Test
    void f80_time_isLimited_whileADatabaseWorks() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> database.sql(
                                "SELECT COUNT(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 3")
                        .timeout(Duration.ofMillis(500))
                        .rows())
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void f80_time_isLimited_whileADatabasePlans() {
        try (ActivityDatabase planning = ActivityDatabase.open(
                List.of(parquet), DatabaseOptions.defaults().locked().withMaxStatements(2))) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> planning.sql("SELECT list_sum(list_transform(range(3000000), lambda x: x % 7))"
                                    + " + list_sum(list_transform(range(3000000), lambda x: x % 11))")
                            .timeout(Duration.ofMillis(1))
                            .rows())
                    .isInstanceOf(QueryTimeoutException.class);
            assertThat(planning.sql("SELECT COUNT(*) AS n FROM activity").json())
                    .isEqualTo("[{\"n\": 4}]");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void f80_archive_isReadInPlace_andNothingElseIs() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory.resolve("archive"), "2025-10-03T05:00:00Z")) {
            try (ActivityDatabase open = ActivityDatabase.open(rig.archive);
                    ActivityDatabase shut = ActivityDatabase.open(
                            rig.archive, DatabaseOptions.defaults().locked())) {
                String sql = "SELECT type, COUNT(*) AS n FROM events GROUP BY ALL ORDER BY ALL";
                assertThat(shut.sql(sql).json()).isEqualTo(open.sql(sql).json());
                Path day = rig.root().resolve("activity/day=2025-10-01/data.parquet");
                byte[] before = Files.readAllBytes(day);
                for (String refused : List.of(
                        "FROM '" + day + "'",
                        "FROM read_parquet('" + day + "')",
                        "COPY activity TO '" + day + "' (FORMAT parquet)",
                        "FROM '" + parquet.resolve("1.parquet") + "'",
                        "FROM '/etc/passwd'",
                        "FROM read_text('/etc/passwd')")) {
                    assertThatThrownBy(() -> shut.sql(refused).rows())
                            .as(refused)
                            .isInstanceOf(QueryException.class);
                }
                assertThat(day).hasBinaryContent(before);
            }
        }
    }

    @Test
    void f80_noViewAndNoFunction_tellsWhereFilesAre() throws Exception {
        Path root = directory.resolve("told");
        try (SyncRig rig = SyncRig.synced(root, "2025-10-03T05:00:00Z")) {
            DatabaseOptions options = DatabaseOptions.defaults().withSpillDirectory(directory);
            try (ActivityDatabase open = ActivityDatabase.open(rig.archive, options);
                    ActivityDatabase shut = ActivityDatabase.open(rig.archive, options.locked())) {
                List<String> statements = new ArrayList<>(List.of(
                        "SHOW TABLES", "SHOW ALL TABLES", "SHOW DATABASES", "SHOW temp_directory", "SHOW VARIABLES"));
                strings(open, "SELECT DISTINCT schema_name || '.' || view_name FROM duckdb_views()")
                        .forEach(view -> statements.add("FROM " + view));
                strings(open, "SELECT DISTINCT view_name FROM duckdb_views() WHERE internal")
                        .forEach(view -> statements.add("DESCRIBE " + view));
                for (String function : functions(open)) {
                    for (String arguments : List.of("", "'temp_directory'", "1", "'SELECT * FROM duckdb_views()'")) {
                        statements.add("SELECT CAST(\"" + function + "\"(" + arguments + ") AS VARCHAR) AS told");
                    }
                }
                for (String statement : statements) {
                    assertThat(answer(shut, statement)).as(statement).doesNotContain(directory.toString());
                }
            }
        }
    }

    /** A new DuckDB may have new functions, of which some may tell what they should not. */
    @Test
    void f80_functions_areThoseThatWereLookedThrough() {
        try (ActivityDatabase open = ActivityDatabase.open()) {
            assertThat(open.sql("SELECT version()").value(String.class)).contains("v2.0.0");
        }
    }

    private static List<String> functions(ActivityDatabase open) {
        return strings(
                open,
                "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('scalar', 'macro')"
                        + " AND NOT contains(function_name, 'collate_') AND function_name NOT IN ('sleep_ms', 'pg_sleep')");
    }

    private static List<String> strings(ActivityDatabase database, String sql) {
        return database.sql(sql).rows().stream()
                .map(row -> String.valueOf(row.value(0)))
                .toList();
    }

    private static String answer(ActivityDatabase database, String sql) {
        try {
            return database.sql(sql).json();
        } catch (QueryException e) {
            return "";
        }
    }

    @Test
    void withoutFiles_statementsOfEveryForm_writeNoFileOfTheArchive() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory.resolve("fileless"), "2025-10-03T05:00:00Z")) {
            try (ActivityDatabase open = ActivityDatabase.open(
                    rig.archive, DatabaseOptions.defaults().withoutFiles())) {
                Path day = rig.root().resolve("activity/day=2025-10-01/data.parquet");
                byte[] before = Files.readAllBytes(day);
                String copy = "COPY activity TO '" + day + "' (FORMAT parquet)";
                for (String refused : List.of(
                        copy,
                        "/* SELECT */ " + copy,
                        "-- SELECT\n" + copy,
                        "/* a /* SELECT */ */ " + copy,
                        "EXPLAIN ANALYZE " + copy,
                        "EXPLAIN (FORMAT json) " + copy,
                        "EXPLAIN /* a */ ANALYZE " + copy,
                        "EXPLAIN ANALYZE -- a\n" + copy,
                        "EXPLAIN ANALYZE (FORMAT json) " + copy,
                        "EXPLAIN EXPLAIN ANALYZE " + copy,
                        "EXPLAIN (ANALYZE) " + copy,
                        "EXPLAIN (ANALYZE /* ) */) " + copy,
                        "EXPLAIN\u00a0ANALYZE " + copy,
                        "PREPARE p AS " + copy + "; EXECUTE p",
                        "SELECT 1; " + copy,
                        "SELECT 1;" + copy,
                        "WITH x AS (SELECT 1) " + copy,
                        "(" + copy + ")",
                        "EXPORT DATABASE '" + day.getParent() + "'",
                        "ATTACH '" + day + "' AS other",
                        "CREATE TABLE memory.main.x AS SELECT 1",
                        "SET threads = 1",
                        "DELETE FROM events",
                        "DROP VIEW events",
                        "FROM read_text('/etc/passwd')")) {
                    assertThatThrownBy(() -> open.sql(refused).rows())
                            .as(refused)
                            .isInstanceOf(QueryException.class);
                }
                assertThat(day).hasBinaryContent(before);
                assertThat(open.sql("CREATE TEMP TABLE t AS FROM events; PIVOT t ON type USING count(*)")
                                .rows())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void answers_areThoseOfAnOpenDatabase() {
        try (ActivityDatabase open = ActivityDatabase.open(parquet)) {
            for (String table : List.of("activity", "apiUsage", "userList", "groupList")) {
                assertThat(database.sql("FROM " + table).json())
                        .isEqualTo(open.sql("FROM " + table).json());
            }
        }
    }
}
