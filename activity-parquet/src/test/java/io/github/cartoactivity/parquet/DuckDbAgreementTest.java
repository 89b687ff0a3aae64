package io.github.cartoactivity.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of DuckDB and of parquet-java, in every type, give the rows that DuckDB finds in them. */
class DuckDbAgreementTest {
    private static final String EVENTS =
            "SELECT 'Type' || (i % 7) AS type, TIMESTAMP '2025-10-01 00:00:00' + to_microseconds(i * 1234567) AS ts,"
                    + " CASE WHEN i % 5 = 0 THEN NULL WHEN i % 5 = 1 THEN '' ELSE '{\"mapId\":\"caf\u00e9 ' || (i * 7919 % 1000) || '\"}' END AS data"
                    + " FROM range(20000) t(i)";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "snappy, V1, 2048",
        "zstd, V1, 122880",
        "gzip, V1, 2048",
        "lz4_raw, V1, 2048",
        "lz4_raw, V2, 122880",
        "uncompressed, V2, 2048",
        "zstd, V2, 2048",
        "snappy, V2, 122880"
    })
    void f58_events_withEveryCodecAndVersion_areThoseOfDuckDb(String codec, String version, int rowGroup)
            throws SQLException {
        Path file =
                copy(EVENTS, ", CODEC '" + codec + "', PARQUET_VERSION '" + version + "', ROW_GROUP_SIZE " + rowGroup);
        assertActivityAgrees(file, 20_000);
    }

    /** A page of some ten megabytes, most of it from far back in the page. */
    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "lz4_raw", "uncompressed"})
    void onePageLargerThanAnyBuffer_isReadPieceByPiece(String codec) throws SQLException {
        Path file = copy(
                "SELECT 'T' AS type, TIMESTAMP '2025-10-01' + to_microseconds(i) AS ts,"
                        + " md5(i::VARCHAR) || repeat(chr((97 + i % 26)::INT), (i % 400)::INT) || md5((i // 3)::VARCHAR) AS data FROM range(40000) t(i)",
                ", CODEC '" + codec + "'");
        assertActivityAgrees(file, 40_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ts::TIMESTAMP",
                "ts::TIMESTAMPTZ",
                "ts::TIMESTAMP_MS",
                "ts::TIMESTAMP_NS",
                "ts::TIMESTAMP_S",
                "ts::VARCHAR",
                "ts::TIMESTAMPTZ::VARCHAR",
                "epoch_us(ts)",
                "epoch_ms(ts)",
                "strftime(ts, '%Y-%m-%dT%H:%M:%S.%fZ')",
                "ts::DATE"
            })
    void f59_times_inEveryTypeOfDuckDb_areTheSameInstant(String time) throws SQLException {
        Path file = copy(
                "SELECT 'T' AS type, " + time + " AS ts FROM (SELECT TIMESTAMP '2025-03-09 02:30:00.123456' AS ts)",
                "");
        String unit = time.contains("DATE")
                ? "day"
                : time.contains("_S") && !time.contains("V")
                        ? "second"
                        : time.contains("ms") || time.contains("_MS") ? "ms" : "us";
        Instant expected = Instant.parse("2025-03-09T02:30:00.123456Z")
                .truncatedTo(
                        switch (unit) {
                            case "day" -> ChronoUnit.DAYS;
                            case "second" -> ChronoUnit.SECONDS;
                            case "ms" -> ChronoUnit.MILLIS;
                            default -> ChronoUnit.MICROS;
                        });
        try (Stream<ActivityEvent> events = Rows.activity(file)) {
            assertThat(events.map(ActivityEvent::ts)).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TINYINT",
                "SMALLINT",
                "INTEGER",
                "BIGINT",
                "UTINYINT",
                "UINTEGER",
                "UBIGINT",
                "HUGEINT",
                "FLOAT",
                "DOUBLE",
                "DECIMAL(4,1)",
                "DECIMAL(9,2)",
                "DECIMAL(18,3)",
                "DECIMAL(38,6)",
                "VARCHAR"
            })
    void f59_amounts_inEveryTypeOfDuckDb_areExact(String type) throws SQLException {
        Path file = copy(
                "SELECT DATE '2025-10-01' AS ts, 'm' AS metric, v::" + type + " AS amount, v::" + type
                        + " AS quota_usage_weight FROM (VALUES (12), (0), (120), (NULL)) t(v) WHERE v IS NOT NULL",
                "");
        try (Stream<ApiUsageRow> rows = Rows.apiUsage(file)) {
            assertThat(rows.map(ApiUsageRow::amount))
                    .containsExactly(new BigDecimal("12"), BigDecimal.ZERO, new BigDecimal("120"));
        }
    }

    @Test
    void amounts_asDoubles_areWhatDuckDbPrints() throws SQLException {
        Path file = copy(
                "SELECT DATE '2025-10-01' AS ts, 'm' AS metric, (hash(i) % 1000000007) / 1000.0 AS amount, (hash(i) % 977)::FLOAT / 10 AS quota_usage_weight FROM range(5000) t(i)",
                "");
        List<BigDecimal> expected = DuckDb.rows("SELECT amount::VARCHAR FROM '" + file + "'").stream()
                .map(row -> new BigDecimal(row.get(0)))
                .toList();
        try (Stream<ApiUsageRow> rows = Rows.apiUsage(file)) {
            assertThat(rows.map(ApiUsageRow::amount))
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void f59_users_withListsOfDuckDb_areTheSame() throws SQLException {
        Path file = copy(
                "SELECT 'auth0|' || i AS user_id, 'a' || i || '@example.com' AS email, TIMESTAMP '2024-01-01' AS created_at,"
                        + " ['Admin','Viewer'][1 + i % 2] AS role,"
                        + " CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN [] WHEN 2 THEN ['g1', NULL, 'g2'] ELSE list_transform(range(i % 50), lambda x: 'g' || x) END AS group_ids"
                        + " FROM range(3000) t(i)",
                ", ROW_GROUP_SIZE 2048");
        List<List<String>> expected =
                DuckDb.rows("SELECT to_json(list_filter(group_ids, lambda x: x IS NOT NULL)) FROM '" + file + "'")
                        .stream()
                        .map(row -> row.get(0) == null ? List.<String>of() : parse(row.get(0)))
                        .toList();
        try (Stream<UserRecord> users = Rows.users(file)) {
            assertThat(users.map(UserRecord::groupIds).toList()).isEqualTo(expected);
        }
        try (Stream<UserRecord> users = RowReader.defaults().parallel(2).users(file)) {
            assertThat(users.skip(2).findFirst())
                    .contains(UserRecord.of(
                            new UserId("auth0|2"),
                            "a2@example.com",
                            Instant.parse("2024-01-01T00:00:00Z"),
                            "Admin",
                            List.of("g1", "g2")));
        }
    }

    private static List<String> parse(String json) {
        String inner = json.substring(1, json.length() - 1).replace("\"", "");
        return inner.isEmpty() ? List.of() : Arrays.asList(inner.split(","));
    }

    @Test
    void otherTypesOfText_areTheirText() throws SQLException {
        Path file = copy(
                "SELECT UUID '01234567-89ab-cdef-0123-456789abcdef' AS group_id, 'b\u00e9'::BLOB AS group_alias WHERE false"
                        + " UNION ALL SELECT UUID '01234567-89ab-cdef-0123-456789abcdef', 'bytes'::BLOB",
                "");
        Path json = copy("SELECT 'A'::ENUM('A','B') AS group_id, '{\"a\":1}'::JSON AS group_alias", "");
        try (Stream<GroupRecord> groups = Rows.groups(file, json)) {
            assertThat(groups)
                    .containsExactly(
                            new GroupRecord("01234567-89ab-cdef-0123-456789abcdef", "bytes"),
                            new GroupRecord("A", "{\"a\":1}"));
        }
        assertThat(Rows.categoryOf(json)).contains(ExportCategory.GROUP_LIST);
    }

    @Test
    void f59_sameRows_ofParquetJavaAndDuckDb_areTheSame() throws IOException, SQLException {
        List<ActivityEvent> events = ParquetVariantsTest.events(5_000);
        Path java = ParquetFixture.at(
                        directory.resolve("java.parquet"),
                        "optional binary type (STRING); optional int64 ts (TIMESTAMP(NANOS,false)); optional binary data (STRING);")
                .with(builder ->
                        builder.withCompressionCodec(CompressionCodecName.ZSTD).withPageSize(5000))
                .write(ParquetVariantsTest.rows(events));
        Path duck = copy("FROM '" + java + "'", ", ROW_GROUP_SIZE 2048");
        try (Stream<ActivityEvent> first = Rows.activity(java);
                Stream<ActivityEvent> second = Rows.activity(duck)) {
            assertThat(first.toList()).isEqualTo(events);
            assertThat(second.toList()).isEqualTo(events);
        }
    }

    private void assertActivityAgrees(Path file, int rows) throws SQLException {
        List<List<String>> expected = DuckDb.rows("SELECT type, epoch_us(ts), data FROM '" + file + "'");
        for (int threads = 1; threads <= 2; threads++) {
            try (Stream<ActivityEvent> events =
                    RowReader.defaults().parallel(threads).activity(file)) {
                List<List<String>> found = events.map(event -> Arrays.asList(
                                event.typeName(),
                                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, event.ts())),
                                event.data().raw().orElse(null)))
                        .toList();
                assertThat(found).hasSize(rows);
                assertThat(new ArrayList<>(found).equals(expected)).isTrue();
            }
        }
    }

    private Path copy(String query, String options) throws SQLException {
        return DuckDb.copy(query, directory.resolve("f" + System.nanoTime() + ".parquet"), options);
    }
}
