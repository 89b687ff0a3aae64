package io.github.cartoactivity.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.RejectedRows;
import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.client.error.CorruptFileException;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.client.error.SchemaConflictException;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.client.error.UnsupportedDataException;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.GroupRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a Parquet file is said by one typed error that names the place. */
class ParquetFaultsTest {
    private static final byte[] ONE_VALUE = {2, 0, 0, 0, 'g', '1'};

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void setFile() {
        file = directory.resolve("rows.parquet");
    }

    @Test
    void f55_brokenFrames_areCorruptFiles() throws IOException {
        byte[] good = Files.readAllBytes(
                forged().page(1, Encoding.PLAIN, 6, ONE_VALUE).write(file));
        assertThat(groups(file)).containsExactly(new GroupRecord("g1", null));
        byte[] noTail = good.clone();
        noTail[noTail.length - 1] = 'X';
        byte[] hugeFooter = withFooterLength(good, Integer.MAX_VALUE);
        byte[] negativeFooter = withFooterLength(good, -5);
        byte[] shortFooter = withFooterLength(good, 3);
        List<byte[]> broken = List.of(
                new byte[0],
                Arrays.copyOf(good, 11),
                Arrays.copyOf(good, 4),
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOfRange(good, 1, good.length),
                "PAR1PAR1".getBytes(StandardCharsets.US_ASCII),
                "PAR1\0\0\0\0PAR1".getBytes(StandardCharsets.US_ASCII),
                noTail,
                hugeFooter,
                negativeFooter,
                shortFooter);
        for (byte[] bytes : broken) {
            Files.write(file, bytes);
            assertThatExceptionOfType(CorruptFileException.class)
                    .isThrownBy(() -> groups(file))
                    .withMessageContaining(file.toString())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("LocalInputFile@"));
        }
    }

    @Test
    void f55_encryptedFooter_isUnsupported() throws IOException {
        byte[] bytes = Files.readAllBytes(
                forged().page(1, Encoding.PLAIN, 6, ONE_VALUE).write(file));
        bytes[3] = 'E';
        bytes[bytes.length - 1] = 'E';
        Files.write(file, bytes);
        assertThatThrownBy(() -> groups(file))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(file.toString());
    }

    private static byte[] withFooterLength(byte[] good, int length) {
        byte[] bytes = good.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, length);
        return bytes;
    }

    @Test
    void f55_missingFile_isUnreadable() {
        assertThatThrownBy(() -> new ParquetRowFormat().open(file, ReadLimits.defaults()))
                .isInstanceOf(UnreadableFileException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 300 << 20, -1})
    void f57_pageThatClaimsTooMuch_isRefusedBeforeItIsBelieved(int size) throws IOException {
        for (CompressionCodec codec : List.of(
                CompressionCodec.UNCOMPRESSED,
                CompressionCodec.SNAPPY,
                CompressionCodec.ZSTD,
                CompressionCodec.GZIP,
                CompressionCodec.LZ4_RAW)) {
            new ForgedParquet(codec, 1)
                    .page(1, Encoding.PLAIN, size, new byte[5000])
                    .write(file);
            MalformedDataException error = catchThrowableOfType(MalformedDataException.class, () -> groups(file));
            assertThat(error).isInstanceOf(size < 0 ? CorruptFileException.class : DataLimitException.class);
            assertThat(error.location().rowGroup()).isZero();
            assertThat(error.location().column()).isEqualTo("group_id");
        }
    }

    @Test
    void f57_pageThatClaimsAnUnbelievableRatio_isRefused() throws IOException {
        new ForgedParquet(CompressionCodec.ZSTD, 1)
                .page(1, Encoding.PLAIN, 200 << 20, new byte[5000])
                .write(file);
        assertThatThrownBy(() -> groups(file))
                .isInstanceOf(DataLimitException.class)
                .hasMessageContaining("250 times");
    }

    @Test
    void f57_cellThatClaimsTooMuch_isRefused() throws IOException {
        byte[] page = ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(20 << 20)
                .array();
        forged().page(1, Encoding.PLAIN, 100, page).write(file);
        assertThatThrownBy(() -> groups(file)).isInstanceOf(CorruptFileException.class);
        RowReader strict = RowReader.defaults().limits(ReadLimits.defaults().withMaxCellBytes(1));
        forged().page(1, Encoding.PLAIN, 6, ONE_VALUE).write(file);
        assertThatThrownBy(() -> groups(strict, file)).isInstanceOf(DataLimitException.class);
    }

    @Test
    void f57_moreColumnsThanTheLimit_areRefused() throws IOException {
        ParquetFixture.at(file, "required binary group_id (STRING); required int32 a; required int32 b;")
                .write(List.of(
                        row -> row.append("group_id", "g1").append("a", 1).append("b", 2)));
        RowReader three = RowReader.defaults().limits(ReadLimits.defaults().withMaxColumns(3));
        assertThat(groups(three, file)).hasSize(1);
        RowReader two = RowReader.defaults().limits(ReadLimits.defaults().withMaxColumns(2));
        assertThatThrownBy(() -> groups(two, file))
                .isInstanceOf(DataLimitException.class)
                .hasMessageContaining("3 columns, more than 2");
    }

    @Test
    void f57_numberOfManyDigits_isABadRow() throws IOException {
        byte[] digits = new byte[1 << 20];
        digits[0] = 1;
        ParquetFixture.at(
                        file,
                        "required binary ts (STRING); required binary metric (STRING); required binary amount (DECIMAL(9,2));")
                .write(List.of(
                        row -> row.append("ts", "2025-10-01")
                                .append("metric", "m")
                                .append("amount", Binary.fromConstantByteArray(digits)),
                        row -> row.append("ts", "2025-10-01")
                                .append("metric", "m")
                                .append("amount", Binary.fromConstantByteArray(new byte[] {1, 0}))));
        RejectedRows rejected = RejectedRows.keeping(1);
        try (Stream<ApiUsageRow> rows = RowReader.defaults().onBadRow(rejected).apiUsage(file)) {
            assertThat(rows).extracting(ApiUsageRow::amount).containsExactly(new BigDecimal("2.56"));
        }
        assertThat(rejected.rows()).singleElement().satisfies(row -> {
            assertThat(row.reason()).isEqualTo("A number of 1048576 bytes and scale 2 is too long");
            assertThat(row.location().column()).isEqualTo("amount");
        });
    }

    @Test
    void f57_lengthsThatClaimTooMuch_areRefusedBeforeTheyAreBelieved() throws IOException {
        // One block of 2^20 differences of no bits, of 2^30 that are claimed.
        byte[] lengths = {
            (byte) 0x80, (byte) 0x80, 0x40, 1, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 4, 0, 0, 0
        };
        for (Encoding encoding : List.of(Encoding.DELTA_LENGTH_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY)) {
            forged().page(1, encoding, lengths.length, lengths).write(file);
            assertThatThrownBy(() -> groups(file))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("A page of 1 values claims 1073741824 differences");
            new ForgedParquet(CompressionCodec.UNCOMPRESSED, 1 << 30)
                    .page(1 << 30, encoding, lengths.length, lengths)
                    .write(file);
            assertThatThrownBy(() -> groups(file)).isInstanceOf(DataLimitException.class);
        }
    }

    @Test
    void f57_listThatNeverEnds_isRefused() throws IOException {
        byte[] levels = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 1};
        ByteBuffer page = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        page.putInt(levels.length).put(levels).putInt(levels.length).put(levels).put((byte) 0);
        new ForgedParquet(CompressionCodec.UNCOMPRESSED, 1)
                .repetition(FieldRepetitionType.REPEATED)
                .dictionary(1, ONE_VALUE)
                .page(
                        Integer.MAX_VALUE,
                        Encoding.RLE_DICTIONARY,
                        page.position(),
                        Arrays.copyOf(page.array(), page.position()))
                .write(file);
        assertThatThrownBy(() -> groups(file)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void pagesThatContradictThemselves_areCorrupt() throws IOException {
        List<ForgedParquet> forgeries = List.of(
                forged(),
                forged().page(1, Encoding.PLAIN, 6),
                forged().page(2, Encoding.PLAIN, 6, ONE_VALUE).repetition(FieldRepetitionType.OPTIONAL),
                forged().page(-1, Encoding.PLAIN, 6, ONE_VALUE),
                forged().page(0, Encoding.PLAIN, 6, ONE_VALUE),
                forged().page(1, Encoding.RLE_DICTIONARY, 6, ONE_VALUE),
                forged().dictionary(1, ONE_VALUE).page(1, Encoding.RLE_DICTIONARY, 3, (byte) 8, (byte) 2, (byte) 7),
                forged().dictionary(1, ONE_VALUE).page(1, Encoding.RLE_DICTIONARY, 3, (byte) 99, (byte) 2, (byte) 0),
                forged().dictionary(1, ONE_VALUE).page(1, Encoding.RLE_DICTIONARY, 2, (byte) 1, (byte) 0),
                forged().dictionary(Integer.MAX_VALUE, ONE_VALUE)
                        .page(1, Encoding.RLE_DICTIONARY, 3, (byte) 1, (byte) 2, (byte) 0),
                forged().page(1, Encoding.DELTA_LENGTH_BYTE_ARRAY, 5, new byte[5]),
                forged().page(1, Encoding.DELTA_BYTE_ARRAY, 5, new byte[] {1, 2, 3, 4, 5}),
                forged().pageV2(1, 100, 0, 6, ONE_VALUE),
                forged().pageV2(1, -1, 0, 6, ONE_VALUE),
                forged().pageV2(1, 0, Integer.MAX_VALUE, 6, ONE_VALUE),
                forged().page(new PageHeader(PageType.DATA_PAGE, 6, 6), ONE_VALUE),
                forged().page(new PageHeader(PageType.DATA_PAGE_V2, 6, 6), ONE_VALUE),
                forged().page(new PageHeader(PageType.DICTIONARY_PAGE, 6, 6), ONE_VALUE),
                new ForgedParquet(CompressionCodec.SNAPPY, 1).page(1, Encoding.PLAIN, 6, ONE_VALUE),
                new ForgedParquet(CompressionCodec.SNAPPY, 1).page(1, Encoding.PLAIN, 6, (byte) 6, (byte) 1, (byte) 0),
                new ForgedParquet(CompressionCodec.ZSTD, 1).page(1, Encoding.PLAIN, 6, ONE_VALUE),
                new ForgedParquet(CompressionCodec.GZIP, 1).page(1, Encoding.PLAIN, 6, ONE_VALUE),
                new ForgedParquet(CompressionCodec.LZ4_RAW, 1).page(1, Encoding.PLAIN, 6, ONE_VALUE),
                new ForgedParquet(CompressionCodec.UNCOMPRESSED, Long.MAX_VALUE).page(1, Encoding.PLAIN, 6, ONE_VALUE));
        for (int i = 0; i < forgeries.size(); i++) {
            forgeries.get(i).write(file);
            assertThatExceptionOfType(CorruptFileException.class)
                    .as("forgery %d", i)
                    .isThrownBy(() -> groups(file))
                    .withMessageContaining(file.toString())
                    .withMessageContaining("rowGroup=0");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 5000, Long.MAX_VALUE - 10, Long.MIN_VALUE})
    void chunkOutsideTheFile_isCorrupt(long start) throws IOException {
        forged().page(1, Encoding.PLAIN, 6, ONE_VALUE).write(file, start, 100);
        assertThatThrownBy(() -> groups(file)).isInstanceOf(CorruptFileException.class);
        forged().page(1, Encoding.PLAIN, 6, ONE_VALUE).write(file, 4, start);
        assertThatThrownBy(() -> groups(file)).isInstanceOf(CorruptFileException.class);
    }

    @Test
    void pageWithAWrongChecksum_isCorrupt() throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 6, 6);
        header.setData_page_header(
                new org.apache.parquet.format.DataPageHeader(1, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        header.setCrc(12345);
        forged().page(header, ONE_VALUE).write(file);
        assertThatThrownBy(() -> groups(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void f58_unsupportedCodecs_areNamed() throws IOException, SQLException {
        DuckDb.copy("SELECT 'g1' AS group_id", file, ", CODEC 'brotli'");
        assertThatThrownBy(() -> groups(file))
                .isInstanceOf(UnsupportedDataException.class)
                .hasMessageContaining("BROTLI");
        new ForgedParquet(CompressionCodec.LZO, 1)
                .page(1, Encoding.PLAIN, 6, ONE_VALUE)
                .write(file);
        assertThatThrownBy(() -> groups(file))
                .isInstanceOf(UnsupportedDataException.class)
                .hasMessageContaining("LZO");
        new ForgedParquet(CompressionCodec.LZ4, 1)
                .page(1, Encoding.PLAIN, 6, ONE_VALUE)
                .write(file);
        assertThatThrownBy(() -> groups(file))
                .isInstanceOf(UnsupportedDataException.class)
                .hasMessageContaining("LZ4_RAW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "required boolean ts; required binary type;",
                "required double ts; required binary type;",
                "required int32 ts; required binary type;",
                "required group ts { required int64 a; } required binary type;",
                "repeated int64 ts (TIMESTAMP(MICROS,true)); required binary type;",
                "required int64 ts (TIMESTAMP(MICROS,true)); required double type;",
                "required int64 ts (TIMESTAMP(MICROS,true)); required fixed_len_byte_array(3) type;",
                "required int64 ts (TIMESTAMP(MICROS,true)); required binary type; optional group data { optional binary a; optional binary b; }",
                "required int64 ts (TIMESTAMP(MICROS,true)); required binary data;"
            })
    void f60_columnOfAnotherType_isASchemaConflictBeforeTheFirstRow(String columns) throws IOException {
        Path good = ParquetFixture.at(
                        directory.resolve("good.parquet"),
                        "required int64 ts (TIMESTAMP(MICROS,true)); required binary type;")
                .write(List.of(row -> row.append("ts", 1L).append("type", "T")));
        ParquetFixture.at(file, columns).write(List.of());
        SchemaConflictException error =
                catchThrowableOfType(SchemaConflictException.class, () -> Rows.activity(good, file));
        assertThat(error.location().file()).isEqualTo(file.toString());
        assertThat(error.location().column()).isIn("ts", "type", "data");
    }

    @Test
    void f60_filesWithOtherOrderMoreColumnsAndWiderTypes_areOneTable() throws IOException {
        Path first = ParquetFixture.at(
                        directory.resolve("1.parquet"),
                        "required int32 ts (DATE); required binary metric; required int32 amount;")
                .write(List.of(
                        row -> row.append("ts", 20362).append("metric", "a").append("amount", 1)));
        Path second = ParquetFixture.at(
                        directory.resolve("2.parquet"),
                        "optional double amount; optional binary workflow_id; required binary metric; required int64 ts (TIMESTAMP(MILLIS,true)); optional boolean later;")
                .write(List.of(row -> row.append("ts", 1759276800000L)
                        .append("metric", "b")
                        .append("amount", 2.5)
                        .append("workflow_id", "w")));
        try (Stream<ApiUsageRow> rows = Rows.apiUsage(first, second)) {
            List<ApiUsageRow> all = rows.toList();
            assertThat(all).extracting(ApiUsageRow::amount).containsExactly(BigDecimal.ONE, new BigDecimal("2.5"));
            assertThat(all).extracting(ApiUsageRow::workflowId).containsExactly(null, "w");
            assertThat(all).extracting(ApiUsageRow::ts).containsOnly(all.get(0).ts());
        }
    }

    @Test
    void f61_classNamedInTheFooter_isNeverLoaded() throws IOException {
        String schema =
                "{\"type\":\"record\",\"name\":\"CanaryClass\",\"namespace\":\"io.github.cartoactivity.parquet\","
                        + "\"fields\":[{\"name\":\"group_id\",\"type\":{\"type\":\"string\",\"java-class\":\""
                        + "io.github.cartoactivity.parquet.CanaryClass\"},\"default\":\"x\"}]}";
        ParquetFixture.at(file, "required binary group_id (STRING);")
                .with(builder ->
                        builder.withExtraMetaData(Map.of("parquet.avro.schema", schema, "avro.schema", schema)))
                .write(List.of(row -> row.append("group_id", "g1")));
        assertThat(groups(file)).hasSize(1);
        assertThat(System.getProperty("canary.sang")).isNull();
    }

    @Test
    void badRow_isRejectedWithItsPlace() throws IOException {
        ParquetFixture.at(file, "optional binary type; required binary ts (STRING); optional binary data;")
                .with(builder -> builder.withRowGroupRowCountLimit(3))
                .write(List.of(
                        row -> row.append("type", "A").append("ts", "2025-10-01"),
                        row -> row.append("ts", "2025-10-01"),
                        row -> row.append("type", "B").append("ts", "never"),
                        row -> row.append("type", "C").append("ts", "2025-10-02"),
                        row -> row.append("type", "D")
                                .append("ts", "2025-10-02")
                                .append("data", Binary.fromConstantByteArray(new byte[] {'x', (byte) 0xC3})),
                        row -> row.append("type", "E").append("ts", "2025-10-02")));
        for (int threads = 1; threads <= 2; threads++) {
            RejectedRows rejected = RejectedRows.keeping(10);
            try (Stream<ActivityEvent> rows =
                    RowReader.defaults().parallel(threads).onBadRow(rejected).activity(file)) {
                assertThat(rows.map(ActivityEvent::typeName)).containsExactly("A", "C", "E");
            }
            assertThat(rejected.rows())
                    .extracting(row -> row.location().column())
                    .containsExactly("type", "ts", "data");
            assertThat(rejected.rows()).extracting(row -> row.location().row()).containsExactly(2L, 3L, 5L);
            assertThat(rejected.rows())
                    .extracting(row -> row.location().rowGroup())
                    .containsExactly(0, 0, 1);
            assertThat(rejected.rows().get(1).reason()).isEqualTo("A text of 5 bytes is no time");
            assertThat(rejected.rows().get(1).raw())
                    .isEqualTo("{type=B, ts=(A text of 5 bytes is no time), data=null}");
        }
        assertThatThrownBy(() -> Rows.activity(file).toList())
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("row=2")
                .hasMessageContaining("column=type");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void f72_callerWhoStopsEarly_letsGoOfTheFileAndTheThreads(int threads) throws IOException {
        ParquetFixture.at(
                        file, "required binary data; required int64 ts (TIMESTAMP(NANOS,true)); required binary type;")
                .with(builder -> builder.withRowGroupRowCountLimit(500).withCompressionCodec(CompressionCodecName.ZSTD))
                .write(ParquetVariantsTest.rows(ParquetVariantsTest.events(20_000).stream()
                        .filter(event -> event.data().raw().isPresent())
                        .toList()));
        try (Stream<ActivityEvent> rows = RowReader.defaults().parallel(threads).activity(file)) {
            Iterator<ActivityEvent> some = rows.iterator();
            for (int i = 0; i < 10; i++) {
                some.next();
            }
        }
        assertThat(openFiles()).doesNotContain(file.toString());
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("activity-rows") && isAlive(thread));
    }

    /** Of the compressions only gzip always has a checksum. */
    @Test
    void f56_flippedBitInGzipPages_neverGivesOtherRows() throws Exception {
        Path file = directory.resolve("gzip.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (SELECT 'MapCreated' AS type, TIMESTAMP '2025-10-01' + to_seconds(i) AS ts,"
                    + " '{\"userId\":\"auth0|' || md5(i::VARCHAR) || '\"}' AS data FROM range(20000) t(i)) TO '" + file
                    + "' (FORMAT parquet, COMPRESSION gzip)");
        }
        byte[] good = Files.readAllBytes(file);
        List<ActivityEvent> truth = events(file);
        for (int i = 0; i < 40; i++) {
            byte[] bad = good.clone();
            bad[good.length / 10 + i * (good.length / 50)] ^= (byte) (1 << (i % 8));
            Files.write(file, bad);
            try {
                assertThat(events(file)).isEqualTo(truth);
            } catch (MalformedDataException e) {
                assertThat(e.context()).containsKey("file");
            }
        }
    }

    private static List<ActivityEvent> events(Path file) {
        try (Stream<ActivityEvent> events = RowReader.defaults().activity(file)) {
            return events.toList();
        }
    }

    /** A thread whose pool has ended already may have some steps left. */
    private static boolean isAlive(Thread thread) {
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    private static List<String> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.exists(descriptors)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                try {
                    open.add(Files.readSymbolicLink(link).toString());
                } catch (IOException e) {
                    // Closed in the meantime.
                }
            }
        }
        return open;
    }

    private static ForgedParquet forged() {
        return new ForgedParquet(CompressionCodec.UNCOMPRESSED, 1);
    }

    private static List<GroupRecord> groups(Path file) {
        return groups(RowReader.defaults(), file);
    }

    private static List<GroupRecord> groups(RowReader reader, Path file) {
        try (Stream<GroupRecord> rows = reader.groups(file)) {
            return rows.toList();
        }
    }
}
