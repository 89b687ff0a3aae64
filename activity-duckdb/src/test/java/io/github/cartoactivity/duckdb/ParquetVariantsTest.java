package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of writing a Parquet export that has to be understood, and what has to be refused. */
class ParquetVariantsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TIMESTAMP '2025-10-01 12:34:56.789123'            | 2025-10-01T12:34:56.789123Z",
                "TIMESTAMPTZ '2025-10-01 12:34:56.789123+00'       | 2025-10-01T12:34:56.789123Z",
                "TIMESTAMP_S '2025-10-01 12:34:56'                 | 2025-10-01T12:34:56Z",
                "TIMESTAMP_MS '2025-10-01 12:34:56.789'            | 2025-10-01T12:34:56.789Z",
                "TIMESTAMP_NS '2025-10-01 23:59:59.999999999'      | 2025-10-01T23:59:59.999999Z",
                "DATE '2025-10-01'                                 | 2025-10-01T00:00:00Z",
                "1759322096789::BIGINT                             | 2025-10-01T12:34:56.789Z",
                "1759322096789123::BIGINT                          | 2025-10-01T12:34:56.789123Z",
                "'2025-10-01 12:34:56.789 UTC'                     | 2025-10-01T12:34:56.789Z",
                "TIMESTAMP '2025-03-09 02:30:00'                   | 2025-03-09T02:30:00Z",
                "TIMESTAMPTZ '2025-03-09 10:30:00+00'              | 2025-03-09T10:30:00Z",
            })
    void f59_timesOfEveryType_areTheSameInstant(String written, Instant instant) {
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"), "SELECT 'A' AS type, " + written + " AS ts, '{}' AS data");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            Row row = database.sql("SELECT ts, typeof(ts) AS t FROM activity")
                    .one()
                    .orElseThrow();
            assertThat(row.instant("ts")).isEqualTo(instant);
            assertThat(row.text("t")).isEqualTo("TIMESTAMP");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3::INTEGER         | BIGINT         | 6",
                "3::BIGINT          | BIGINT         | 6",
                "0.1::DOUBLE        | DECIMAL(18,1)  | 0.2",
                "0.1::FLOAT         | DECIMAL(18,1)  | 0.2",
                "1e-7::DOUBLE       | DECIMAL(18,7)  | 0.0000002",
                "2.50::DECIMAL(9,3) | DECIMAL(18,1)  | 5",
                "'2.25'             | DECIMAL(18,2)  | 4.5",
            })
    void f59_amountsOfEveryType_areExact(String written, String type, String sum) {
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"),
                "SELECT DATE '2025-10-01' AS ts, 'm' AS metric, " + written + " AS amount FROM range(2)");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            Row row = database.sql("SELECT any_value(typeof(amount)) AS t, SUM(amount) AS s FROM apiUsage")
                    .one()
                    .orElseThrow();
            assertThat(row.text("t")).isEqualTo(type);
            assertThat(row.decimal("s")).isEqualByComparingTo(sum);
        }
    }

    static List<Arguments> groupIds() {
        return List.of(
                Arguments.of("['a', 'b']", List.of("a", "b")),
                Arguments.of("['a', NULL]", List.of("a")),
                Arguments.of("[1, 2]", List.of("1", "2")),
                Arguments.of("CAST(NULL AS VARCHAR[])", List.of()),
                Arguments.of("CAST([] AS VARCHAR[])", List.of()),
                Arguments.of("'[\"a\", \"b\"]'", List.of("a", "b")),
                Arguments.of("'{a,b}'", List.of("a", "b")),
                Arguments.of("''", List.of()));
    }

    @ParameterizedTest
    @MethodSource("groupIds")
    void f59_groupIdsInEveryEncoding_areAList(String written, List<String> groups) {
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"), "SELECT 'u' AS user_id, 'e' AS email, " + written + " AS group_ids");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT group_ids FROM userList")
                            .rows()
                            .get(0)
                            .value(0))
                    .isEqualTo(groups);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'{ \"a\": 1, broken \u00e9'         | '{ \"a\": 1, broken \u00e9'",
                "'{ \"a\":  1.0}'::JSON              | '{ \"a\":  1.0}'",
                "'{\"\u00e9\":\u20ac}'::BLOB         | '{\"\u00e9\":\u20ac}'",
                "{'a': 1, 'b': ['x']}                | '{\"a\":1,\"b\":[\"x\"]}'",
                "''                                  | ''",
                "CAST(NULL AS VARCHAR)               | NULL",
            })
    void payloads_areTextAsReceived(String written, String text) {
        String value = written.endsWith("::BLOB") ? "encode(" + written.replace("::BLOB", "") + ")" : written;
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"),
                "SELECT 'A' AS type, TIMESTAMP '2025-10-01 00:00:00' AS ts, " + value + " AS data");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT data IS NOT DISTINCT FROM " + text
                                    + " AS same, typeof(data) AS t FROM activity")
                            .json())
                    .isEqualTo("[{\"same\": true, \"t\": \"VARCHAR\"}]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ts   | SELECT 'A' AS type, 20250101 AS ts, 'secret' AS data",
                "ts   | SELECT 'A' AS type, 1.75e9::DOUBLE AS ts, 'secret' AS data",
                "type | SELECT ['A'] AS type, DATE '2025-10-01' AS ts, 'secret' AS data",
                "data | SELECT 'A' AS type, DATE '2025-10-01' AS ts, 'secret'::VARIANT AS data",
            })
    void columnsOfTypesThatMeanSomethingElse_areRefused(String column, String query) {
        Path file = DuckDb.parquet(directory.resolve("a.parquet"), query);
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("The column " + column + " holds")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "uncompressed"})
    void f58_allCodecs_areRead(String codec) {
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"),
                "SELECT 'A' AS type, TIMESTAMP '2025-10-01 00:00:00' AS ts, repeat('x', 1000) AS data FROM range(5000)",
                "COMPRESSION " + codec);
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT SUM(length(data)) AS n FROM activity")
                            .json())
                    .isEqualTo("[{\"n\": 5000000}]");
        }
    }

    @Test
    void filesOfOneTable_ofBothFormatsAndOfDifferentColumns_areOneTable() {
        ExportFiles.write(
                directory.resolve("a.csv"), "ts,user_id,metric,amount,quota_usage_weight\n2025-10-01,u1,m,1,2\n");
        DuckDb.parquet(
                directory.resolve("b.parquet"),
                "SELECT 0.5::DOUBLE AS amount, 'm' AS metric, 'x' AS map_id, TIMESTAMPTZ '2025-10-02 00:00:00+00' AS ts");
        DuckDb.parquet(
                directory.resolve("c.parquet"),
                "SELECT 'w' AS workflow_id, 7 AS amount, 'm' AS metric, '2025-10-03' AS TS, 1 AS shoe_size");
        try (ActivityDatabase database = ActivityDatabase.open(directory)) {
            assertThat(database.sql("SELECT * FROM apiUsage ORDER BY ts").json())
                    .isEqualTo("""
                    [{"ts": "2025-10-01T00:00:00.000Z", "user_id": "u1", "metric": "m", "amount": 1, \
                    "quota_usage_weight": 2, "map_id": null, "workflow_id": null},
                    {"ts": "2025-10-02T00:00:00.000Z", "user_id": null, "metric": "m", "amount": 0.5, \
                    "quota_usage_weight": null, "map_id": "x", "workflow_id": null},
                    {"ts": "2025-10-03T00:00:00.000Z", "user_id": null, "metric": "m", "amount": 7, \
                    "quota_usage_weight": null, "map_id": null, "workflow_id": "w"}]""");
        }
    }

    @Test
    void eventFiles_ofDifferentTypesAndOrders_areOneTable() {
        DuckDb.parquet(
                directory.resolve("a.parquet"),
                "SELECT '{1}' AS data, TIMESTAMP_NS '2025-10-02 00:00:00.000000001' AS ts, 'A' AS type");
        DuckDb.parquet(
                directory.resolve("b.parquet"),
                "SELECT 'B' AS type, TIMESTAMPTZ '2025-10-01 00:00:00+00' AS ts, '{2}' AS data, 1 AS more");
        try (ActivityDatabase database = ActivityDatabase.open(directory)) {
            String inPlace = database.sql("SELECT * FROM activity ORDER BY ts").json();
            ExportFiles.write(directory.resolve("c.csv"), "type,ts,data\nC,2025-10-03,{3}\n");
            try (ActivityDatabase mixed = ActivityDatabase.open(directory)) {
                assertThat(mixed.sql("SELECT * FROM activity WHERE type <> 'C' ORDER BY ts")
                                .json())
                        .isEqualTo(inPlace)
                        .isEqualTo("[{\"type\": \"B\", \"ts\": \"2025-10-01T00:00:00.000Z\", \"data\": \"{2}\"},\n"
                                + "{\"type\": \"A\", \"ts\": \"2025-10-02T00:00:00.000Z\", \"data\": \"{1}\"}]");
            }
        }
    }

    @Test
    void f79_hiveDirectoriesAndNamesWithGlobs_areOnlyNames() throws IOException {
        Path day = Files.createDirectories(directory.resolve("x=1/it's [a]; {b}/type=Z"));
        DuckDb.parquet(
                day.resolve("?*.parquet"), "SELECT 'A' AS type, TIMESTAMP '2025-10-01 00:00:00' AS ts, '{}' AS data");
        DuckDb.parquet(
                day.resolve("zz.parquet"), "SELECT 'B' AS type, TIMESTAMP '2025-10-01 00:00:00' AS ts, '{}' AS data");
        try (ActivityDatabase one = ActivityDatabase.open(day.resolve("?*.parquet"));
                ActivityDatabase two = ActivityDatabase.open(directory)) {
            assertThat(one.sql("SELECT * FROM activity").json())
                    .isEqualTo("[{\"type\": \"A\", \"ts\": \"2025-10-01T00:00:00.000Z\", \"data\": \"{}\"}]");
            assertThat(two.sql("SELECT COUNT(*) AS n FROM activity").json()).isEqualTo("[{\"n\": 2}]");
        }
    }

    @Test
    void f55_cutFile_isAnErrorThatNamesIt_atEveryLength() throws IOException {
        Path whole = DuckDb.parquet(
                directory.resolve("whole.parquet"),
                "SELECT 'A' AS type, TIMESTAMP '2025-10-01 00:00:00' AS ts, repeat('x', 100) AS data FROM range(100)");
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : List.of(0, 3, 4, 11, 12, bytes.length / 2, bytes.length - 4, bytes.length - 1)) {
            Path cut = ExportFiles.write(directory.resolve("cut.parquet"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ActivityDatabase.open(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(DataFileException.class)
                    .hasMessageContaining("cut.parquet");
        }
    }

    @Test
    void damagedFooter_isAnErrorThatNamesTheFile() throws IOException {
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"),
                "SELECT 'A' AS type, TIMESTAMP '2025-10-01 00:00:00' AS ts, 'x' AS data");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 100, bytes.length - 20, (byte) 0xff);
        Files.write(file, bytes);
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("a.parquet");
    }

    @Test
    void f67_fileThatIsRemovedWhileOpen_failsTheStatementWithItsName_andNothingElse() throws IOException {
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"),
                "SELECT 'A' AS type, TIMESTAMP '2025-10-01 00:00:00' AS ts, 'x' AS data");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            Files.delete(file);
            assertThatThrownBy(() -> database.sql("SELECT * FROM activity").rows())
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("a.parquet");
            assertThat(database.sql("SELECT COUNT(*) AS n FROM userList").json())
                    .isEqualTo("[{\"n\": 0}]");
        }
    }

    @Test
    void encryptedFile_isAnErrorThatSaysSo() {
        Path file = ExportFiles.write(directory.resolve("a.parquet"), "PAREabcdefghPARE");
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("encrypted");
    }
}
