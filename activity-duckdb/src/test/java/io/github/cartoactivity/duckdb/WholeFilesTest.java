package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.duckdb.query.WarehouseQueries;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.WireFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged or cut file of text is an error, never other rows or fewer. */
class WholeFilesTest {
    private static final String USAGE = "ts,user_id,metric,amount\n";
    private static final String SUM = "SELECT count(*) AS n, sum(amount) AS s, sum(hash(user_id)) AS h FROM apiUsage";

    @TempDir
    Path directory;

    @Test
    void f52_flippedBitInGzip_isAnErrorOfTheDatabase() throws IOException {
        assertFlipsAreFound(gzip(usage(2_000)), file -> {
            try (ActivityDatabase database = ActivityDatabase.open(file)) {
                return database.sql(SUM).json();
            }
        });
    }

    @Test
    void f52_flippedBitInGzip_isAnErrorOfAWarehouseLog() throws IOException {
        StringBuilder log = new StringBuilder("job_id,query,user_email,total_bytes_processed\n");
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            log.append(i).append(",SELECT ").append(random.nextInt(1000)).append(" /* CARTO/3.0 (ACCID:ac_");
            log.append(random.nextInt(9))
                    .append(") */,b,")
                    .append(random.nextInt(5000))
                    .append('\n');
        }
        try (ActivityDatabase database = ActivityDatabase.open(List.of())) {
            assertFlipsAreFound(gzip(log.toString()), file -> {
                try (WarehouseQueries queries = database.warehouse(WarehouseLog.of(file))) {
                    return queries.contents().toString();
                }
            });
        }
    }

    private void assertFlipsAreFound(byte[] whole, Function<Path, String> read) throws IOException {
        Path file = Files.write(directory.resolve("whole.csv.gz"), whole);
        String truth = read.apply(file);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            damaged[whole.length / 2 + i * (whole.length / 121)] ^= (byte) (1 << i % Byte.SIZE);
            Files.write(file, damaged);
            assertThatThrownBy(() -> read.apply(file)).as("flip %d", i).isInstanceOf(DataFileException.class);
        }
        Files.write(file, whole);
        assertThat(read.apply(file)).isEqualTo(truth);
    }

    @Test
    void f52_damagedSecondMember_isAnErrorOfTheDatabase() throws IOException {
        byte[] first = gzip(usage(1_000));
        byte[] second = gzip(usage(1_000).substring(USAGE.length()));
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Path file = Files.write(directory.resolve("two.csv.gz"), all);
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT count(*) AS n FROM apiUsage").json())
                    .isEqualTo("[{\"n\": 2000}]");
        }
        for (int place : new int[] {0, 2, second.length / 2, second.length - 8, second.length - 1}) {
            byte[] damaged = all.clone();
            damaged[first.length + place] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> ActivityDatabase.open(file))
                    .as("byte %d", place)
                    .isInstanceOf(DataFileException.class)
                    .hasMessageContaining("two.csv.gz");
        }
    }

    @Test
    void f57_gzipBomb_isRefusedBeforeDuckDbSeesIt() throws IOException {
        Path file = directory.resolve("bomb.csv.gz");
        byte[] rows = "g1,aaaaaaaaaaaaaaaa\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("group_id,group_alias\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(rows);
            }
        }
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("250 times");
    }

    @Test
    void f49_cutWithinTheLastValue_isAnErrorOfTheDatabase() throws IOException {
        byte[] all = (USAGE + "2025-10-01,auth0|a,maps_read,1234\n2025-10-01,auth0|b,maps_read,9876\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < 6; cut++) {
            byte[] rest = Arrays.copyOf(all, all.length - cut);
            Path plain = Files.write(directory.resolve("cut.csv"), rest);
            Path packed = Files.write(directory.resolve("cut.csv.gz"), gzip(new String(rest, StandardCharsets.UTF_8)));
            for (Path file : List.of(plain, packed)) {
                assertThatThrownBy(() -> ActivityDatabase.open(file))
                        .as("%s cut by %d", file, cut)
                        .isInstanceOf(DataFileException.class)
                        .hasMessageContaining("may be cut")
                        .hasMessageContaining("withFinalNewline(OPTIONAL)");
            }
        }
    }

    /** Cut between the two quotes that stand for one, a value looks whole as CSV. */
    @Test
    void f49_payloadCutAtADoubledQuote_isAnErrorOfTheDatabase() throws IOException {
        String all =
                "type,ts,data\nMapCreated,2025-10-01,\"{\"\"mapId\"\":\"\"m1\"\",\"\"userId\"\":\"\"auth0|a\"\"}\"";
        for (int at = all.indexOf("\"\""); at >= 0; at = all.indexOf("\"\"", at + 2)) {
            String rest = all.substring(0, at + 1);
            Path plain = Files.writeString(directory.resolve("cut.csv"), rest);
            Path packed = Files.write(directory.resolve("cut.csv.gz"), gzip(rest));
            for (Path file : List.of(plain, packed)) {
                assertThatThrownBy(() -> ActivityDatabase.open(file))
                        .isInstanceOf(DataFileException.class)
                        .hasMessageContaining("may be cut");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED, false, false", "REQUIRED_UNLESS_QUOTED, true, false", "OPTIONAL, true, true"})
    void f49_lastLineWithoutEnd_isReadAsChosen(FinalNewline choice, boolean quoted, boolean plain) throws IOException {
        assertThat(isRead(choice, "group_id,group_alias\ng1,\"a\"")).isEqualTo(quoted);
        assertThat(isRead(choice, "group_id,group_alias\ng1,a")).isEqualTo(plain);
        assertThat(isRead(choice, "group_id,group_alias\ng1")).isFalse();
        assertThat(isRead(choice, "group_id,group_alias\ng1,a\n")).isTrue();
        assertThat(isRead(choice, "group_id,group_alias\r\ng1,a\r\n")).isTrue();
    }

    private boolean isRead(FinalNewline choice, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("groups.csv"), text);
        DatabaseOptions options = DatabaseOptions.defaults().withFinalNewline(choice);
        try (ActivityDatabase database = ActivityDatabase.open(List.of(file), options)) {
            return !database.sql("FROM groupList").rows().isEmpty();
        } catch (DataFileException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 150, 400, 1000})
    void f49_cutThatNothingTells_isNotTakenIntoAnArchive(int cut) throws Exception {
        try (SyncRig rig = new SyncRig(
                directory.resolve("archive"), "2025-10-02T05:00:00Z", carto -> carto.hashHeaders(HashHeaders.NONE))) {
            SyncOptions csv = rig.options().withFormat(ExportFormat.CSV);
            rig.carto.faults(Endpoint.FILE, new WireFault.CloseDelimitedCut(cut));
            assertThatThrownBy(() -> rig.sync(csv))
                    .isInstanceOfSatisfying(
                            SyncIncompleteException.class,
                            e -> assertThat(e.report().gaps()).containsExactly(SyncRig.FIRST));
            rig.sync(csv);
            Truth.assertHolds(rig.archive, rig.carto.organisation(), DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type,ts,data | MapCreated,,{} | ts",
                "type,ts,data | ,2025-10-01,{} | type",
                "ts,metric,amount | ,maps_read,1 | ts",
                "ts,metric,amount | 2025-10-01,,1 | metric",
                "ts,metric,amount | 2025-10-01,maps_read, | amount",
                "user_id,email | ,a@example.com | user_id",
                "group_id,group_alias | ,Makers | group_id"
            })
    void f51_rowWithoutAValueThatItNeeds_isAnErrorOfTheDatabase(String header, String row, String column)
            throws IOException {
        Path file = Files.writeString(directory.resolve("absent.csv"), header + "\n" + row + "\n");
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOfSatisfying(
                        DataFileException.class, e -> assertThat(e.file()).isEqualTo(file))
                .hasMessageContaining("in the column " + column);
    }

    @Test
    void f51_eventWithoutATime_isAnErrorInParquetToo_inPlaceAndInASync() throws Exception {
        String half = "SELECT * REPLACE (CASE WHEN hash(data) % 2 = 0 THEN NULL ELSE ts END AS ts) FROM ";
        Path whole = directory.resolve("whole.parquet");
        Path file = directory.resolve("events.parquet");
        ParquetFiles.write(
                ExportCategory.ACTIVITY,
                ExportFiles.write(directory.resolve("events.csv"), ExportFiles.ACTIVITY),
                whole);
        String one = "SELECT * REPLACE (nullif(ts, TIMESTAMP '2025-10-02') AS ts) FROM ";
        DuckDb.parquet(file, one + "read_parquet('" + whole + "')");
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContainingAll("events.parquet", "in the column ts");
        try (SyncRig rig = new SyncRig(
                directory.resolve("archive"),
                "2025-10-02T05:00:00Z",
                carto -> carto.parquetEncoder((category, csv, target) -> {
                    Path plain = target.resolveSibling(target.getFileName() + ".plain");
                    EncodedOnce.write(category, csv, plain);
                    String rows = "read_parquet('" + plain + "')";
                    DuckDb.parquet(target, category == ExportCategory.ACTIVITY ? half + rows : "FROM " + rows);
                    Files.delete(plain);
                }))) {
            assertThatThrownBy(rig::sync)
                    .isInstanceOf(SyncIncompleteException.class)
                    .hasMessageContaining("in the column ts");
            assertThat(rig.archive.days(ExportCategory.ACTIVITY)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MapCreated,ann@example.com lives there,{}",
                "MapCreated,2025-10-01,\"{}\" ann@example.com",
                "MapCreated,2025-10-01,x,ann@example.com,y",
                "MapCreated,2025-10-01,\"ann@example.com",
                "MapCreated,\"a\nann@example.com\nb\"",
                "MapCreated,2025-10-01,\"{}\n\nann@example.com\n\"\"\" ann@example.com"
            })
    void f51_whatIsInAFile_standsInNoMessage_andInNoCause(String row) throws IOException {
        Path file = Files.writeString(directory.resolve("bad.csv"), "type,ts,data\n" + row + "\n");
        assertThatThrownBy(() -> ActivityDatabase.open(file))
                .isInstanceOf(DataFileException.class)
                .satisfies(error -> {
                    StringWriter told = new StringWriter();
                    error.printStackTrace(new PrintWriter(told, true));
                    assertThat(told.toString())
                            .contains("bad.csv")
                            .doesNotContain("ann@")
                            .doesNotContain("example.com");
                });
        Path log = Files.writeString(
                directory.resolve("log.csv"), "job_id,query,creation_time\n" + row.replace(",{}", "") + "\n");
        try (ActivityDatabase database = ActivityDatabase.open(List.of())) {
            assertThatThrownBy(() -> database.warehouse(WarehouseLog.of(log)).close())
                    .satisfies(error -> {
                        StringWriter told = new StringWriter();
                        error.printStackTrace(new PrintWriter(told, true));
                        assertThat(told.toString()).doesNotContain("ann@").doesNotContain("example.com");
                    });
        }
    }

    private static String usage(int rows) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(USAGE);
        for (int i = 0; i < rows; i++) {
            text.append("2025-10-01,auth0|")
                    .append(Long.toHexString(random.nextLong()))
                    .append(",maps_read,");
            text.append(random.nextInt(1000)).append('\n');
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
