package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.ExportCategory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of writing a CSV export that has to be understood, and what has to be refused. */
class CsvVariantsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "2025-10-01T12:34:56.789Z, 2025-10-01T12:34:56.789Z",
        "2025-10-01 12:34:56.789 UTC, 2025-10-01T12:34:56.789Z",
        "2025-10-01 12:34:56.789123+00, 2025-10-01T12:34:56.789123Z",
        "2025-10-01 12:34:56, 2025-10-01T12:34:56Z",
        "2025-10-01T12:34:56, 2025-10-01T12:34:56Z",
        "2025-10-01, 2025-10-01T00:00:00Z",
        "1759322096789, 2025-10-01T12:34:56.789Z",
        "1759322096789123, 2025-10-01T12:34:56.789123Z",
        "1759322096, 2025-10-01T12:34:56Z",
        "1759322096789123456, 2025-10-01T12:34:56.789123Z",
        "2025-10-01T12:34:56.789123999Z, 2025-10-01T12:34:56.789123Z",
        "2025-10-01T23:59:59.999999999Z, 2025-10-01T23:59:59.999999Z",
        "2025-10-01T14:34:56.789+02:00, 2025-10-01T12:34:56.789Z",
        "2025-10-01 07:34:56.789-05, 2025-10-01T12:34:56.789Z",
        "2025-10-01 12:34:56.789GMT, 2025-10-01T12:34:56.789Z",
        "2025-10-01T12:34Z, 2025-10-01T12:34:00Z",
        "2025-10-01t12:34:56z, 2025-10-01T12:34:56Z",
        "2025-10-01 18:04:56 +0530, 2025-10-01T12:34:56Z",
        "2025-10-01 09:04:56-03:30, 2025-10-01T12:34:56Z",
        "2025-03-09 02:30:00, 2025-03-09T02:30:00Z",
        "2025-10-26 02:30:00 UTC, 2025-10-26T02:30:00Z",
    })
    void timestampSpellings_areTheSameInstant(String written, Instant instant) {
        Path file = ExportFiles.write(directory.resolve("a.csv"), "type,ts,data\nMapCreated," + written + ",{}\n");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT ts FROM activity").rows().get(0).instant("ts"))
                    .isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2025-13-01",
                "2025-10-01 12:34:56 America/New_York",
                "2025-10-01 12:34:56 EST",
                "infinity",
                "20251001",
                "-1759322096789",
                "2025-10-01 12:34:56 UTC+5",
                "2025-10-01 25:00:00"
            })
    void timestamps_thatCannotBeUnderstood_areAnErrorThatNamesFileAndColumn(String written) {
        Path file = ExportFiles.write(directory.resolve("a.csv"), "type,ts,data\nMapCreated," + written + ",{}\n");
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("a.csv")
                .hasMessageContaining("value of ts: " + written.length() + " characters");
    }

    static List<Arguments> groupIds() {
        return List.of(
                Arguments.of("\"[\"\"a\"\",\"\"b\"\"]\"", List.of("a", "b")),
                Arguments.of("\"[ \"\"a, b\"\" ]\"", List.of("a, b")),
                Arguments.of("\"[\"\"a\"\",null]\"", List.of("a")),
                Arguments.of("\"[1,2]\"", List.of("1", "2")),
                Arguments.of("\"{a,b}\"", List.of("a", "b")),
                Arguments.of("{a}", List.of("a")),
                Arguments.of("\"{\"\"a b\"\",c}\"", List.of("a b", "c")),
                Arguments.of("\"[a, b]\"", List.of("a", "b")),
                Arguments.of("\"{\"\"a, b\"\",NULL,c}\"", List.of("a, b", "c")),
                Arguments.of("{}", List.of()),
                Arguments.of("[]", List.of()),
                Arguments.of("\"\"", List.of()),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("groupIds")
    void groupIds_inEveryEncoding_areAList(String written, List<String> groups) {
        Path file =
                ExportFiles.write(directory.resolve("a.csv"), "user_id,email,group_ids\nu1,a@b.c," + written + "\n");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT group_ids FROM userList")
                            .rows()
                            .get(0)
                            .value(0))
                    .isEqualTo(groups);
        }
    }

    static List<Arguments> amounts() {
        return List.of(
                Arguments.of(List.of("1", "2"), "BIGINT", "3"),
                Arguments.of(List.of("0.1", "0.2"), "DECIMAL(18,1)", "0.3"),
                Arguments.of(List.of("1.50", "2.0", ".5"), "DECIMAL(18,1)", "4.0"),
                Arguments.of(List.of("12345678901234567890", "1"), "DECIMAL(38,0)", "12345678901234567891"),
                Arguments.of(List.of("1234567890.123456789", "1"), "DECIMAL(38,9)", "1234567891.123456789"),
                Arguments.of(List.of("1e-7", "2E2"), "DECIMAL(18,7)", "200.0000001"),
                Arguments.of(List.of("-3", "+5"), "BIGINT", "2"));
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void amounts_haveTheNarrowestTypeThatIsExact(List<String> written, String type, String sum) {
        StringBuilder csv = new StringBuilder("ts,metric,amount\n");
        written.forEach(amount -> csv.append("2025-10-01,m,").append(amount).append('\n'));
        Path file = ExportFiles.write(directory.resolve("a.csv"), csv.toString());
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            Row row = database.sql("SELECT any_value(typeof(amount)) AS type, SUM(amount) AS sum FROM apiUsage")
                    .one()
                    .orElseThrow();
            assertThat(row.text("type")).isEqualTo(type);
            assertThat(row.decimal("sum")).isEqualByComparingTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "NaN", "-Infinity", "1,5", "0x10"})
    void amounts_thatAreNoNumbers_areAnError(String amount) {
        Path file =
                ExportFiles.write(directory.resolve("a.csv"), "ts,metric,amount\n2025-10-01,m,\"" + amount + "\"\n");
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("value of amount: " + amount.length() + " characters");
    }

    @Test
    void emptyField_isNull_andQuotedEmptyField_isTheEmptyText() {
        Path file = ExportFiles.write(
                directory.resolve("a.csv"), "type,ts,data\nA,2025-10-01,\nB,2025-10-01,\"\"\n\"\",2025-10-01,x\n");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT type, data FROM activity").json())
                    .isEqualTo("[{\"type\": \"A\", \"data\": null},\n{\"type\": \"B\", \"data\": \"\"},\n"
                            + "{\"type\": \"\", \"data\": \"x\"}]");
        }
    }

    @Test
    void payload_staysAsReceived() {
        String odd = "{\"a\": 1.0, \"a\":2, broken\r\n  \u00e9\u0131\ud83d\ude00 ";
        Path file = ExportFiles.write(
                directory.resolve("a.csv"),
                "type,ts,data\r\nA,2025-10-01,\"" + odd.replace("\"", "\"\"") + "\"\r\nB,2025-10-01,{}\r\n");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT data FROM activity WHERE type = 'A'")
                            .rows()
                            .get(0)
                            .text("data"))
                    .isEqualTo(odd);
        }
    }

    @Test
    void payload_ofTenMegabytes_isRead() {
        String large = "x".repeat(10 << 20);
        Path file = ExportFiles.write(directory.resolve("a.csv"), "type,ts,data\nA,2025-10-01," + large + "\n");
        Path parquet = directory.resolve("b.parquet");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT length(data) AS n FROM activity")
                            .rows()
                            .get(0)
                            .number("n"))
                    .isEqualTo(10 << 20);
        }
        ParquetFiles.write(ExportCategory.ACTIVITY, file, parquet);
        assertThat(parquet).exists();
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAndColumnOrderAndFurtherColumnsAndNoLastLineBreak_doNotMatter() {
        Path file = ExportFiles.write(
                directory.resolve("a.txt"),
                "\uFEFF\"DATA\",Region,\"ts\",Type\r\n{},eu,2025-10-01,A\r\n{},us,2025-10-02,\"B\"");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT * FROM activity").json())
                    .isEqualTo("[{\"type\": \"A\", \"ts\": \"2025-10-01T00:00:00.000Z\", \"data\": \"{}\"},\n"
                            + "{\"type\": \"B\", \"ts\": \"2025-10-02T00:00:00.000Z\", \"data\": \"{}\"}]");
        }
    }

    @Test
    void gzip_isRecognisedByItsBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(ExportFiles.ACTIVITY.getBytes(StandardCharsets.UTF_8));
        }
        Path named = ExportFiles.write(directory.resolve("a.csv.gz"), bytes.toByteArray());
        Path unnamed = ExportFiles.write(directory.resolve("b.csv"), bytes.toByteArray());
        for (Path file : List.of(named, unnamed)) {
            try (ActivityDatabase database = ActivityDatabase.open(file)) {
                assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json())
                        .isEqualTo("[{\"n\": 4}]");
            }
        }
    }

    static List<Arguments> broken() {
        return List.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("HTML", bytes("<!DOCTYPE html><html>no</html>")),
                Arguments.of("HTML", bytes("\n\n  <html>")),
                Arguments.of("JSON", bytes("{\"error\":\"expired\"}")),
                Arguments.of("XML", bytes("\uFEFF<?xml version=\"1.0\"?><Error/>")),
                Arguments.of("none of the four tables", bytes("a,b,c\n1,2,3\n")),
                Arguments.of("none of the four tables", bytes("type,ts\n1,2\n")),
                Arguments.of("two columns named", bytes("type,ts,data,data\nA,2025-10-01,,\n")),
                Arguments.of("Line: 3", bytes("type,ts,data\nA,2025-10-01,{}\nA,2025-10-01\n")),
                Arguments.of("Line: 3", bytes("type,ts,data\nA,2025-10-01,{}\nA,2025-10-01,{},x\n")),
                Arguments.of("quote", bytes("type,ts,data\nA,2025-10-01,{}\nA,2025-10-01,\"{}\n")),
                Arguments.of("quote", bytes("type,ts,data\nA,2025-10-01,{}\nA,2025-10-01,\"{}\"x\n")),
                Arguments.of("unicode", new byte[] {
                    't',
                    'y',
                    'p',
                    'e',
                    ',',
                    't',
                    's',
                    ',',
                    'd',
                    'a',
                    't',
                    'a',
                    '\n',
                    'A',
                    ',',
                    '2',
                    '0',
                    '2',
                    '5',
                    '-',
                    '1',
                    '0',
                    '-',
                    '0',
                    '1',
                    ',',
                    (byte) 0xff,
                    '\n'
                }),
                Arguments.of("ZIP", bytes("PK\3\4abc")),
                Arguments.of("UTF-16", "\uFEFFtype,ts,data\n".getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("Zstandard", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0}),
                Arguments.of("[A, ..., ...]", bytes("A,2025-10-01,\"{\"\"email\"\":1}\"\n")),
                Arguments.of("cut or damaged", bytes("PAR1")),
                Arguments.of("cut or damaged", bytes("PAR1 and then nothing that ends it")),
                Arguments.of("ends too early", new byte[] {0x1f, (byte) 0x8b, 8, 0}));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenFiles_areAnErrorThatNamesThem(String reason, byte[] bytes) {
        Path file = ExportFiles.write(directory.resolve("it's; broken*.csv"), bytes);
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOfSatisfying(DataFileException.class, e -> {
                    assertThat(e.file()).isEqualTo(file);
                    assertThat(e.isRetryable()).isFalse();
                })
                .hasMessageContainingAll("it's; broken*.csv", reason);
    }

    @Test
    void whatIsNotThere_orNoFile_isSaidSo() {
        assertThatThrownBy(() -> ActivityDatabase.open(directory.resolve("absent.csv")))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("There is no such file");
        assertThatThrownBy(() -> ActivityDatabase.open(Path.of("/dev/null")))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("no regular file");
    }

    @Test
    void brokenGzip_isAnErrorThatNamesTheFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 10_000; i++) {
                gzip.write(bytes("A,2025-10-01,{" + i * 7919 + "}\n"));
            }
        }
        byte[] whole = bytes.toByteArray();
        Path file = ExportFiles.write(directory.resolve("a.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("a.csv.gz");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
