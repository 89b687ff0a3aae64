package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeJob;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of {@code query} about one week, which is fetched once for all tests. */
class AnswersTest {
    @TempDir
    static Path home;

    private static FakeCarto carto;
    private static Program program;
    private static InThisJvm here;

    @BeforeAll
    static void fetch() {
        carto = Fakes.carto().start();
        program = Program.in(home, carto);
        here = InThisJvm.with(carto, program.cache());
        query("SELECT 1").isDone();
    }

    @AfterAll
    static void stop() {
        assertThat(carto.jobs()).extracting(FakeJob::range).containsExactly(Fakes.WEEK);
        carto.close();
    }

    @Test
    void range_bothEndsIncluded() {
        Outcome outcome = query(
                "SELECT MIN(ts)::DATE AS first, MAX(ts)::DATE AS last, COUNT(DISTINCT ts::DATE) AS days FROM activity",
                "--json");
        assertThat(outcome.isDone().out())
                .isEqualTo("[{\"first\": \"2025-10-01\", \"last\": \"2025-10-07\", \"days\": 7}]\n");
    }

    @Test
    void sql_fromFileAndStandardInput() throws IOException {
        Path question = Files.writeString(home.resolve("question.sql"), "SELECT 'çay' AS drink");
        assertThat(query("@" + question, "--json").isDone().out()).isEqualTo("[{\"drink\": \"çay\"}]\n");
        Outcome piped = here.run(
                List.of("query", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST, "--sql", "-", "--json"),
                "SELECT 'tea' AS drink");
        assertThat(piped.isDone().out()).isEqualTo("[{\"drink\": \"tea\"}]\n");
    }

    @Test
    void table_isAligned() {
        Outcome outcome = query("SELECT * FROM (VALUES ('one', 1), ('three', 1234)) t(name, number)");
        assertThat(outcome.isDone().out()).isEqualTo("""
                name   number
                -----  ------
                one         1
                three    1234
                """);
        assertThat(outcome.err()).contains("2 rows in ");
    }

    @Test
    void wrongSql_isOneLineAndExitCodeOne() {
        Outcome outcome = query("SELECT nothing\nFROM activity", "--json").failsWith(1);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("carto-activity: ")
                .contains("nothing")
                .doesNotContain("^");
    }

    @Test
    void readerThatHasSeenEnough_endsTheCommandQuietly() throws Exception {
        Process process = program.prepared(List.of(
                        "query",
                        "--start-date",
                        Fakes.FIRST,
                        "--end-date",
                        Fakes.LAST,
                        "--allow-files",
                        "--sql",
                        "SELECT * FROM range(1000000000000)"))
                .redirectError(home.resolve("err").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("range");
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(home.resolve("err")).isEmptyFile();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDisk_isSaid() throws Exception {
        Process process = program.prepared(
                        List.of("query", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST, "--sql", "SELECT 1"))
                .redirectError(home.resolve("err").toFile())
                .redirectOutput(new File("/dev/full"))
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(home.resolve("err")).content().contains("standard output could not be written");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY activity TO 'HOME/stolen.csv'",
                "SELECT * FROM read_text('HOME/secret.csv')",
                "SELECT * FROM 'HOME/secret.csv'",
                "CREATE TABLE mine AS SELECT 1",
                "SET threads = 1",
                "EXPLAIN ANALYZE COPY activity TO 'HOME/stolen.csv'",
            })
    void sql_beyondTheTables_needsASwitch(String sql) throws IOException {
        Files.writeString(home.resolve("secret.csv"), "number\n1\n");
        String there = sql.replace("HOME", home.toString());
        Outcome refused = query(there).failsWith(1);
        assertThat(refused.err().lines())
                .singleElement()
                .asString()
                .contains("needs --allow-files")
                .doesNotContain("locked database");
        assertThat(home.resolve("stolen.csv")).doesNotExist();
        query(there, "--allow-files").isDone();
        Files.deleteIfExists(home.resolve("stolen.csv"));
    }

    @Test
    void severalStatements_whereTheyMayBe_giveTheLastOnesAnswer() {
        String sql =
                "CREATE TEMP TABLE days AS SELECT DISTINCT ts::DATE AS day FROM activity; SELECT count(*) FROM days";
        assertThat(query(sql, "--json").isDone().out()).isEqualTo("[{\"count_star()\": 7}]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PIVOT activity ON type USING count(*)",
                "FROM (PIVOT activity ON type IN ('MapCreated') USING count(*))",
                "UNPIVOT apiUsage ON amount",
                "EXPLAIN SELECT count(*) FROM activity",
                "EXPLAIN ANALYZE SELECT count(*) FROM activity",
                "CREATE OR REPLACE TEMP VIEW v AS FROM activity; FROM v",
                "/* a */ -- b\n (SELECT 1)",
            })
    void sqlOfEveryForm_runsWithoutASwitch(String sql) {
        query(sql).isDone();
    }

    @Test
    void describe_tellsTheColumns() {
        assertThat(query("DESCRIBE apiUsage").isDone().out())
                .contains("user_id", "quota_usage_weight", "map_id", "workflow_id");
    }

    // What follows is the SQL that CARTO documents for its own command line, letter by letter.

    @Test
    void documented_simpleCount() throws IOException {
        JsonNode rows = json("SELECT COUNT(*) as total_events FROM activity");
        assertThat(rows.toString()).isEqualTo("[{\"total_events\":" + Fakes.events(carto, Fakes.WEEK) + "}]");
        assertThat(json("SELECT COUNT(*) FROM activity").toString())
                .isEqualTo("[{\"count_star()\":" + Fakes.events(carto, Fakes.WEEK) + "}]");
    }

    @Test
    void documented_mapsCreatedPerUserWithEmail() throws IOException {
        JsonNode rows = json("""

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
                """);
        Map<String, Long> truth = mapsCreated();
        assertThat(rows).hasSize(Math.min(10, truth.size())).isNotEmpty();
        for (JsonNode row : rows) {
            String key = row.get("date").asText() + " " + row.get("email").asText();
            assertThat(row.get("created_maps").asLong()).isEqualTo(truth.get(key));
        }
    }

    @Test
    void documented_typesByNumber() throws IOException {
        JsonNode rows = json("SELECT type, COUNT(*) FROM activity GROUP BY type ORDER BY COUNT(*) DESC");
        Map<String, Long> truth;
        try (Stream<ActivityEvent> events = carto.organisation().events(Fakes.WEEK)) {
            truth = events.collect(Collectors.groupingBy(ActivityEvent::typeName, Collectors.counting()));
        }
        assertThat(rows).hasSize(truth.size());
        for (JsonNode row : rows) {
            assertThat(row.get("count_star()").asLong())
                    .isEqualTo(truth.get(row.get("type").asText()));
        }
    }

    private static Map<String, Long> mapsCreated() {
        Map<String, String> emails = carto.organisation().users(Instant.now()).stream()
                .filter(user -> user.email() != null)
                .collect(Collectors.toMap(user -> user.userId().value(), UserRecord::email));
        try (Stream<ActivityEvent> events = carto.organisation().events(Fakes.WEEK)) {
            return events.filter(event -> event.typeName().equals("MapCreated"))
                    .filter(event -> event.data()
                            .text("$.userId")
                            .filter(emails::containsKey)
                            .isPresent())
                    .collect(Collectors.groupingBy(
                            event -> event.day() + " "
                                    + emails.get(event.data().text("$.userId").orElseThrow()),
                            Collectors.counting()));
        }
    }

    private static JsonNode json(String sql) throws IOException {
        return new ObjectMapper().readTree(query(sql, "--json").isDone().out());
    }

    private static Outcome query(String sql, String... more) {
        return here.run(
                Stream.concat(
                                Stream.of("query", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST, "--sql", sql),
                                Stream.of(more))
                        .toList(),
                "");
    }
}
