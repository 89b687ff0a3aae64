package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F80: what SQL without files can do to the archive that it reads. */
class FilelessDatabaseTest {
    private static final String COPY = "COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet, USE_TMP_FILE false)";

    private static final List<String> WRITING = List.of(
            COPY,
            "COPY events TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
            "EXPORT DATABASE '{file}'",
            "ATTACH '{file}' AS other",
            "EXPLAIN ANALYZE " + COPY,
            "EXPLAIN (ANALYZE, FORMAT json) " + COPY,
            "WITH w AS (" + COPY + ") SELECT 1",
            "WITH w AS (" + COPY + ") PIVOT events ON type USING count(*)",
            "CREATE TEMP TABLE t AS WITH w AS (" + COPY + ") SELECT 1",
            "PREPARE p AS " + COPY + " ; EXECUTE p");

    private static final List<String> BLANKS = List.of(
            " ",
            "\n",
            "\r",
            "\t\f",
            "\u000b",
            "\u00a0",
            "\u2003",
            "\ufeff",
            " /**/ ",
            "/* SELECT 1 */",
            "/* /* */ SELECT 1 */",
            "/* /* ' */ SELECT 1 */",
            "/*/**/*/",
            "--\n",
            "-- SELECT 1\n",
            "--\r",
            "-- SELECT ' \r",
            "-- /*\n",
            "/* -- */",
            "/* ) select */");

    private static final List<String> BEFORE = List.of(
            "",
            "",
            "",
            "SELECT 1;",
            ";",
            "SELECT ';' AS a;",
            "SELECT e'\\';' AS a;",
            "SELECT '\\'; ",
            "SELECT e'\\'' ; ",
            "SELECT \u00a0e'\\'' ; ",
            "SELECT date AS \u00e9e'\\'; ",
            "SELECT $$'$$; ",
            "SELECT $\u00e9$'$\u00e9$; ",
            "SELECT 1$x$'$x$; ",
            "SELECT \"'\"; ",
            "SELECT 'a' \u2028e'\\'; ",
            "(",
            "EXPLAIN ",
            "EXPLAIN ANALYZE ",
            "EXPLAIN (ANALYZE) ",
            "EXPLAIN (ANALYZE ",
            "WITH x AS (SELECT 1) ",
            "FROM ",
            "CREATE TEMP MACRO m() AS TABLE ");

    private static final List<String> AFTER = List.of(
            "",
            "",
            "",
            ";",
            " --",
            " /*",
            "; SELECT '",
            " --'",
            "\n\rSELECT 1",
            " */ SELECT 1",
            ")",
            " ; -- '\n SELECT 1");

    @TempDir
    private static Path directory;

    private static SyncRig rig;
    private static ActivityDatabase database;

    @BeforeAll
    static void open() throws InterruptedException {
        rig = SyncRig.synced(directory.resolve("archive"), "2025-10-03T05:00:00Z");
        database = ActivityDatabase.open(rig.archive, DatabaseOptions.defaults().withoutFiles());
    }

    @AfterAll
    static void close() {
        database.close();
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COPY,
                "/* /* */ SELECT 1 */ " + COPY,
                "--\r" + COPY + " --",
                "EXPLAIN ANALYZE " + COPY,
                "EXPLAIN (ANALYZE /* ) select */) " + COPY,
                "EXPLAIN (ANALYZE 'true') " + COPY,
                "EXPLAIN ANALYZE WITH w AS (" + COPY + ") SELECT 1",
                "WITH w AS (" + COPY + ") SELECT 1",
                "(WITH w AS (" + COPY + ") SELECT 1)",
                "WITH w AS (" + COPY + ") SELECT 1 UNION ALL SELECT 2",
                "WITH w AS (" + COPY + ") PIVOT apiUsage ON metric USING count(*)",
                "WITH w AS (" + COPY + ") DELETE FROM t",
                "CREATE OR REPLACE TEMP TABLE u AS WITH w AS (" + COPY + ") SELECT 1",
                "SELECT e'\\'', $x$'$x$; CREATE OR REPLACE TEMP TABLE u AS WITH w AS (" + COPY + ") SELECT 1",
                "FROM json_execute_serialized_sql(json_serialize_sql(replace('WITH w AS (C~OPY (SELECT 1 AS a) TO ''{file}''"
                        + " (FORMAT parquet, USE_TMP_FILE false)) SELECT 1', '~', '')))",
                "CREATE OR REPLACE TEMP TABLE u AS FROM \"json_execute_serialized_sql\"(json_serialize_sql('WITH w AS"
                        + " (COPY (SELECT 1 AS a) TO ''{file}'' (FORMAT parquet, USE_TMP_FILE false)) SELECT 1'))",
            })
    void f80_withoutFiles_whatOverwritesAFileElsewhere_isRefused(String sql) throws IOException {
        Path file = directory.resolve("scratch.parquet");
        Files.writeString(file, "scratch");
        try (ActivityDatabase open = ActivityDatabase.open(rig.archive)) {
            open.sql("CREATE TABLE memory.main.t (a INTEGER); "
                            + named(sql, file).replace("FROM t", "FROM memory.main.t"))
                    .rows();
        }
        assertThat(file).content(StandardCharsets.ISO_8859_1).isNotEqualTo("scratch");

        Map<String, Integer> before = archive();
        Path day = rig.root().resolve("activity/day=2025-10-01/data.parquet");
        assertThatThrownBy(() -> database.sql("CREATE OR REPLACE TEMP TABLE t (a INTEGER); " + named(sql, day))
                        .rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("not allowed in a database without files");
        assertThat(archive()).isEqualTo(before);
    }

    @Test
    void f80_withoutFiles_writingStatementsInEveryDisguise_leaveTheArchiveAsItIs() throws IOException {
        Random random = new Random(5);
        Map<String, Integer> before = archive();
        Path day = rig.root().resolve("activity/day=2025-10-01/data.parquet");
        for (int i = 0; i < 600; i++) {
            String sql = disguised(random, day);
            try {
                database.sql(sql).rows();
            } catch (QueryException e) {
                assertThat(e).hasMessageNotContaining("IO Error");
            }
            assertThat(archive()).as(sql).isEqualTo(before);
        }
        assertThat(rig.archive.verify().isSound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) AS copy, 'COPY x TO y' AS export FROM events -- COPY",
                "/* /* a */ b */ SELECT 1",
                "EXPLAIN SELECT count(*) FROM events",
                "EXPLAIN ANALYZE SELECT count(*) FROM events",
                "EXPLAIN (ANALYZE, FORMAT json) SELECT count(*) FROM events",
                "EXPLAIN (SELECT 1)",
                "PIVOT events ON type USING count(*)",
                "PIVOT (SELECT data->>'$.mapId' AS m, type FROM events) ON type USING count(m)",
                "(SELECT 1) UNION ALL (SELECT 2)",
                "DESCRIBE events",
                "SUMMARIZE apiUsage",
                "SHOW TABLES",
                "CREATE OR REPLACE TEMP TABLE c AS SELECT data->>'$.copy' AS a, 'copy' AS b FROM events; FROM c",
                "CREATE OR REPLACE TEMP TABLE c(a INTEGER); WITH d AS (INSERT INTO c VALUES (1) RETURNING a) FROM d",
                "CREATE OR REPLACE TEMP MACRO twice(x) AS 2 * x; SELECT twice(2)",
            })
    void withoutFiles_whatWritesNoFile_runs(String sql) {
        assertThat(database.sql(sql).rows()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"selct count(*) FROM events", "SELECT 1; selec 2", "count events"})
    void withoutFiles_mistypedWord_isASyntaxError_notAMissingPermission(String sql) {
        assertThatThrownBy(() -> database.sql(sql).rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("syntax error")
                .hasMessageNotContaining("Permission");
    }

    @Test
    void withoutFiles_error_pointsToThePlaceThatWasWritten() {
        assertThatThrownBy(() -> database.sql("SELECT 1, /* two\nlines */ nothing FROM events")
                        .rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("(line 2)")
                .hasMessageContaining("nothing");
    }

    /** A statement with blanks and comments between its words, and something before and behind it. */
    private static String disguised(Random random, Path file) {
        String words = Arrays.stream(pick(random, WRITING).split(" "))
                .map(word -> random.nextInt(4) == 0 ? word.toLowerCase(Locale.ROOT) : word)
                .collect(Collectors.joining("\u0000"));
        StringBuilder sql =
                new StringBuilder(blanks(random)).append(pick(random, BEFORE)).append(blanks(random));
        for (char letter : words.toCharArray()) {
            sql.append(letter != 0 ? String.valueOf(letter) : random.nextInt(3) == 0 ? blanks(random) + " " : " ");
        }
        return named(sql.append(blanks(random)).append(pick(random, AFTER)).toString(), file);
    }

    private static String blanks(Random random) {
        return Stream.generate(() -> pick(random, BLANKS))
                .limit(random.nextInt(3))
                .collect(Collectors.joining());
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String named(String sql, Path file) {
        return sql.replace("{file}", file.toString());
    }

    /** All files of the archive with what is in them. */
    private static Map<String, Integer> archive() throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(rig.root())) {
            files.filter(Files::isRegularFile).forEach(file -> contents.put(file.toString(), hash(file)));
        }
        return contents;
    }

    private static int hash(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
