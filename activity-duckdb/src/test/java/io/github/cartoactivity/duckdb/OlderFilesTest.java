package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of events that earlier versions wrote, which have fewer columns, give the same answers. */
class OlderFilesTest {
    private static final String VERSION_2 =
            "* EXCLUDE (error, odd), struct_pack(user_id := odd.user_id, map_id := odd.map_id,"
                    + " workflow_id := odd.workflow_id, connection_id := odd.connection_id, provider := odd.provider,"
                    + " status := odd.status) AS odd";
    private static final String NO_CHECKSUM = "0".repeat(64);
    private static final List<String> STATEMENTS = List.of(
            "SELECT * FROM events ORDER BY ALL",
            "SELECT * FROM activity ORDER BY ALL",
            "SELECT * FROM carto.events_by_day ORDER BY ALL",
            "SELECT type, data->>'$.batchAPIResponse.error' AS error, data->>'$.userId' AS u FROM activity ORDER BY ALL");

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "2, 3", "3, 2", "1, 2"})
    void answers_areTheSame(int first, int second, @TempDir Path directory) throws Exception {
        try (SyncRig rig = rig(directory)) {
            DateRange range = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(1));
            rig.sync(rig.options().withFormat(ExportFormat.PARQUET));
            List<Object> expected = answers(rig.archive, range);
            makeOlder(rig.root().resolve("activity/day=2025-10-01/data.parquet"), first);
            makeOlder(rig.root().resolve("activity/day=2025-10-02/data.parquet"), second);
            assertThat(answers(rig.archive, range)).isEqualTo(expected);
        }
    }

    @Test
    void aFileOfANewerVersion_isLeftAlone(@TempDir Path directory) throws Exception {
        try (SyncRig rig = rig(directory)) {
            rig.sync(rig.options().withFormat(ExportFormat.PARQUET));
            Path file = rig.root().resolve("activity/day=2025-10-01/data.parquet");
            rewrite(file, 4, "*");
            byte[] newer = Files.readAllBytes(file);
            assertThatThrownBy(() -> rig.sync(rig.options()))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("newer version");
            assertThat(file).hasBinaryContent(newer);
        }
    }

    /** A column of the export that had the name first makes room, and is kept. */
    @Test
    void forgettingInAnOlderFile_keepsItsOwnColumnOfThatName(@TempDir Path directory) throws Exception {
        try (SyncRig rig = rig(directory)) {
            rig.sync(rig.options().withFormat(ExportFormat.PARQUET));
            Path file = rig.root().resolve("activity/day=2025-10-01/data.parquet");
            rewrite(file, 2, VERSION_2 + ", 'of the export ' || type AS error");
            String user;
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                user = database.sql(
                                "SELECT max(user_id) FROM events WHERE ts < '2025-10-02' AND user_id LIKE 'auth0|%'")
                        .value(String.class)
                        .orElseThrow();
            }
            rig.archive.forget(user, PseudonymKey.of(new byte[32]));
            assertThat(rig.archive.verify().problems()).isEmpty();
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "SELECT count(*) FILTER (source_error = 'of the export ' || type), count(*) FROM '" + file
                                    + "'")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getLong(1)).isPositive().isEqualTo(result.getLong(2));
            }
        }
    }

    private static SyncRig rig(Path directory) {
        return new SyncRig(
                directory.resolve("archive"),
                "2025-10-03T09:00:00Z",
                carto -> carto.organisation(FakeOrganisation.builder()
                                .eventsPerDay(400)
                                .users(5)
                                .build())
                        .parquetEncoder(OddPayloads.added(OddPayloads.WELL_FORMED)));
    }

    private static List<Object> answers(ActivityArchive archive, DateRange range) {
        List<Object> answers = new ArrayList<>();
        try (ActivityDatabase database = ActivityDatabase.open(archive)) {
            STATEMENTS.forEach(sql -> answers.add(database.sql(sql).json()));
            answers.add(database.content().workflowFailures(range).list());
        }
        return answers;
    }

    private static void makeOlder(Path file, int version) throws Exception {
        switch (version) {
            case 1 -> rewrite(file, 1, "* EXCLUDE (error, odd)");
            case 2 -> rewrite(file, 2, VERSION_2);
            default -> rewrite(file, version, "*");
        }
    }

    private static void rewrite(Path file, int version, String columns) throws Exception {
        Path other = file.resolveSibling("other");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String facts = facts(statement, file)
                    .replace("\"version\":3", "\"version\":" + version)
                    .replaceFirst("(\"sha256\":\")[0-9a-f]{64}", "$1" + NO_CHECKSUM);
            statement.execute(
                    "COPY (SELECT " + columns + " FROM read_parquet('" + file + "', hive_partitioning=false)) TO '"
                            + other + "' (FORMAT parquet, KV_METADATA {\"carto-activity-archive\": '" + facts + "'})");
        }
        seal(other);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void seal(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.split(NO_CHECKSUM, -1)).hasSize(2);
        Files.write(file, text.replace(NO_CHECKSUM, checksum).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String facts(Statement statement, Path file) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata('" + file
                + "') WHERE decode(key) = 'carto-activity-archive'")) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
