package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Gzipped.joined;
import static io.github.cartoactivity.client.Gzipped.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cartoactivity.client.error.CorruptFileException;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.client.error.SchemaConflictException;
import io.github.cartoactivity.client.error.TruncatedDataException;
import io.github.cartoactivity.client.error.UnexpectedContentException;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.GroupRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a CSV file is said by one typed error that names the place, and nothing is lost silently. */
class CsvFaultsTest {
    private static final String HEADER = "type,ts,data\n";
    private static final String GOOD = "MapCreated,2025-10-01T00:00:00Z,\"{\"\"mapId\"\":\"\"m\n1\"\"}\"\n";

    @TempDir
    Path directory;

    @Test
    void f49_cutInsideLastField_isATruncatedFile() throws IOException {
        Path file = csv("ts,metric,amount\n2025-10-01,tiles,100\n2025-10-01,sql,2000\n2025-10-01,lds,30");
        List<ApiUsageRow> rows = new ArrayList<>();
        TruncatedDataException error = catchThrowableOfType(TruncatedDataException.class, () -> {
            try (Stream<ApiUsageRow> stream = Rows.apiUsage(file)) {
                stream.forEach(rows::add);
            }
        });
        assertThat(rows).hasSize(2);
        assertThat(error.location().line()).isEqualTo(4);
        assertThat(error.location().row()).isEqualTo(3);
        assertThat(error).hasMessageContaining("line=4").hasMessageContaining(file.toString());
        assertThat(error.advice()).contains("finalNewline(OPTIONAL)");
    }

    @Test
    void f49_cutAnywhere_givesWholeRowsOnly() throws IOException {
        byte[] usage = "ts,metric,amount\n2025-10-01,\"ti\"\"les\",100\n2025-10-02,sql,\"2000\"\n2025-10-03,lds,1.25\n"
                .getBytes(StandardCharsets.UTF_8);
        List<ApiUsageRow> all = usage(Files.write(directory.resolve("all.csv"), usage));
        for (int length = "ts,metric,amount\n".length(); length < usage.length; length++) {
            Path cut = Files.write(directory.resolve("cut.csv"), Arrays.copyOf(usage, length));
            List<ApiUsageRow> rows = new ArrayList<>();
            try (Stream<ApiUsageRow> stream = Rows.apiUsage(cut)) {
                stream.forEach(rows::add);
            } catch (TruncatedDataException e) {
                assertThat(e.location().line()).isPositive();
            }
            assertThat(rows).as("cut at %d", length).isEqualTo(all.subList(0, rows.size()));
        }
    }

    /** Cut between the two quotes that stand for one, a value looks whole as CSV. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void f49_payloadCutAnywhere_givesWholeRowsOnly(int threads) throws IOException {
        byte[] all = (HEADER + GOOD + "MapCreated,2025-10-02T00:00:00Z,"
                        + "\"{\"\"sql\"\":\"\"select '{x}'\"\",\"\"note\"\":\"\"a \\\"\"b\\\"\" c\"\",\"\"tags\"\":[\"\"{}\"\",1]}\"")
                .getBytes(StandardCharsets.UTF_8);
        RowReader reader = RowReader.defaults().parallel(threads);
        int whole = HEADER.length() + GOOD.length();
        assertThat(events(reader, csv(new String(all, StandardCharsets.UTF_8)))).hasSize(2);
        for (int length = whole + 1; length < all.length; length++) {
            Path cut = Files.write(directory.resolve("cut.csv"), Arrays.copyOf(all, length));
            assertThat(catchThrowable(() -> events(reader, cut)))
                    .as("cut at %d", length)
                    .isInstanceOf(TruncatedDataException.class);
        }
    }

    private static List<ActivityEvent> events(RowReader reader, Path file) {
        try (Stream<ActivityEvent> events = reader.activity(file)) {
            return events.toList();
        }
    }

    @Test
    void f49_headerWithoutEnd_mayBeCutToo() throws IOException {
        assertThatThrownBy(() -> Rows.groups(csv("group_id,group_al"))).isInstanceOf(TruncatedDataException.class);
        try (Stream<GroupRecord> groups =
                RowReader.defaults().finalNewline(FinalNewline.OPTIONAL).groups(csv("group_id,group_alias"))) {
            assertThat(groups).isEmpty();
        }
    }

    /** A file of several chunks, and more than is buffered for counting lines. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void f51_badRowsHereAndThere_areTheSameHoweverManyThreadsRead(int threads) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 60_000; i++) {
            text.append(
                            i % 1000 == 5
                                    ? "MapCreated,not-a-time,\"{\"\"n\"\":\n"
                                    : "MapCreated,2025-10-01T00:00:00Z,\"{\"\"n\"\":\n")
                    .append(i)
                    .append("}\"\n");
        }
        Path file = csv(text.toString());
        RejectedRows alone = RejectedRows.keeping(100);
        List<ActivityEvent> rows = events(RowReader.defaults().onBadRow(alone), file);
        RejectedRows together = RejectedRows.keeping(100);
        assertThat(events(RowReader.defaults().onBadRow(together).parallel(threads), file))
                .hasSize(59_940)
                .isEqualTo(rows);
        assertThat(together.rows()).hasSize(60).isEqualTo(alone.rows());
        assertThat(together.rows().get(59).location().line()).isEqualTo(2 + 2 * 59_005);
    }

    @Test
    void f52_rowInThePlaceOfAHeader_isNotShown() throws IOException {
        assertThatThrownBy(
                        () -> Rows.activity(csv("MapCreated,2025-10-01,\"{\"\"email\"\":\"\"a@example.com\"\"}\"\n")))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("[MapCreated, ..., ...]")
                .hasMessageNotContaining("example.com");
    }

    @Test
    void whatIsNoFile_isRefusedAsSuch() {
        for (Path path : List.of(directory, Path.of("/dev/null"))) {
            UnreadableFileException error =
                    catchThrowableOfType(UnreadableFileException.class, () -> Rows.activity(path));
            assertThat(error).hasMessageContaining(path.equals(directory) ? "directory" : "no regular file");
            assertThat(error.isRetryable()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED, false, false", "REQUIRED_UNLESS_QUOTED, true, false", "OPTIONAL, true, true"})
    void f49_lastLineWithoutEnd_isReadAsChosen(FinalNewline choice, boolean quoted, boolean plain) throws IOException {
        RowReader reader = RowReader.defaults().finalNewline(choice);
        assertThat(isRead(reader, csv("group_id,group_alias\ng1,\"a\""))).isEqualTo(quoted);
        assertThat(isRead(reader, csv("group_id,group_alias\ng1,a"))).isEqualTo(plain);
        assertThat(isRead(reader, csv("group_id,group_alias\ng1,"))).isEqualTo(plain);
        assertThat(isRead(reader, csv("group_id,group_alias\ng1"))).isFalse();
        assertThat(isRead(reader, csv("group_id,group_alias\ng1,a\n"))).isTrue();
    }

    @Test
    void f50_unclosedQuote_namesTheLineWhereItOpened() throws IOException {
        String bad = "MapCreated,2025-10-01T00:00:00Z,\"{\"\"mapId\"\":1}\n"
                + "MapCreated,2025-10-01T00:00:00Z,x\n".repeat(100_000);
        Path file = csv(HEADER + GOOD + GOOD + bad);
        RejectedRows rejected = RejectedRows.keeping(1);
        List<ActivityEvent> rows = new ArrayList<>();
        TruncatedDataException error = catchThrowableOfType(TruncatedDataException.class, () -> {
            try (Stream<ActivityEvent> stream =
                    RowReader.defaults().onBadRow(rejected).activity(file)) {
                stream.forEach(rows::add);
            }
        });
        assertThat(rows).hasSize(2);
        assertThat(rejected.count()).isZero();
        assertThat(error.location().line()).isEqualTo(6);
        assertThat(error.location().offset()).isEqualTo(HEADER.length() + 2L * GOOD.length() + 32);
    }

    @Test
    void f50_unclosedQuoteInALargeFile_isRefusedWithoutTakingItAll() throws IOException {
        Path file = csv(HEADER + "MapCreated,2025-10-01T00:00:00Z,\"" + "x".repeat(3_000_000));
        RowReader reader = RowReader.defaults().limits(ReadLimits.defaults().withMaxRowBytes(1 << 20));
        DataLimitException error = catchThrowableOfType(DataLimitException.class, () -> count(reader, file));
        assertThat(error).hasMessageContaining("A quote is opened here");
        assertThat(error.location().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'MapCreated,2025-10-01T00:00:00Z', The row has 2 fields and the header 3",
        "'MapCreated,2025-10-01T00:00:00Z,a,b', The row has 4 fields and the header 3",
        "'MapCreated,2025-10-01T00:00:00Z,\"a\"b', There is text after the closing quote of a field",
        "'\"MapCreated\" ,2025-10-01T00:00:00Z,a', There is text after the closing quote of a field"
    })
    void f51_raggedRow_isRejectedWithItsPlaceAndText(String bad, String reason) throws IOException {
        Path file = csv(HEADER + GOOD + bad + "\n" + GOOD);
        MalformedDataException error =
                catchThrowableOfType(MalformedDataException.class, () -> count(RowReader.defaults(), file));
        assertThat(error.location())
                .isEqualTo(
                        new DataLocation(file.toString(), null, 2L, 4L, (long) HEADER.length() + GOOD.length(), null));

        RejectedRows rejected = RejectedRows.keeping(10);
        assertThat(count(RowReader.defaults().onBadRow(rejected), file)).isEqualTo(2);
        assertThat(rejected.count()).isEqualTo(1);
        assertThat(rejected.rows()).containsExactly(new RejectedRow(error.location(), reason, bad));
    }

    @Test
    void f51_badCell_namesItsColumn() throws IOException {
        Path file = csv("amount,ts,metric\n1,2025-10-01,tiles\nmany,2025-10-01,tiles\n1,never,tiles\n1,2025-10-01,\n");
        RejectedRows rejected = RejectedRows.keeping(10);
        try (Stream<ApiUsageRow> rows = RowReader.defaults().onBadRow(rejected).apiUsage(file)) {
            assertThat(rows).hasSize(1);
        }
        assertThat(rejected.rows())
                .extracting(row -> row.location().column())
                .containsExactly("amount", "ts", "metric");
        assertThat(rejected.rows()).extracting(row -> row.location().line()).containsExactly(3L, 4L, 5L);
        assertThat(rejected.rows().get(0).reason()).isEqualTo("A text of 4 bytes is no number");
        assertThatThrownBy(() -> usage(file)).hasMessageContaining("column=amount");
    }

    @Test
    void f51_badCell_isNotInMessagesAndLogs() throws IOException {
        Path file = csv("amount,ts,metric\nanna@example.com,2025-10-01,tiles\n1,anna@example.com,tiles\n");
        RejectedRows rejected = RejectedRows.keeping(10);
        try (Stream<ApiUsageRow> rows = RowReader.defaults().onBadRow(rejected).apiUsage(file)) {
            assertThat(rows).isEmpty();
        }
        assertThat(rejected.rows()).hasSize(2).allSatisfy(row -> {
            assertThat(row.raw()).contains("anna@example.com");
            assertThat(row.reason() + row + row.toException()).doesNotContain("anna");
        });
        assertThat(rejected.rows().get(0))
                .hasToString("RejectedRow[location=" + rejected.rows().get(0).location()
                        + ", reason=A text of 16 bytes is no number]");
    }

    @Test
    void f51_manyBadRows_areAllCountedAndOnlySomeKept() throws IOException {
        StringBuilder text = new StringBuilder("group_id,group_alias\n");
        for (int i = 0; i < 10_000; i++) {
            text.append(i % 3 == 0 ? "bad\n" : "g" + i + ",\"line\nbreak\"\n");
        }
        RejectedRows rejected = RejectedRows.keeping(5);
        Path file = csv(text.toString());
        try (Stream<GroupRecord> rows = RowReader.defaults().onBadRow(rejected).groups(file)) {
            assertThat(rows.count() + rejected.count()).isEqualTo(10_000);
        }
        assertThat(rejected.rows()).extracting(row -> row.location().line()).containsExactly(2L, 7L, 12L, 17L, 22L);
    }

    @Test
    void f52_invalidUtf8_namesTheByte() throws IOException {
        byte[] text = (HEADER + GOOD + "MapCreated,2025-10-01T00:00:00Z,\"caf?\"\"\"\n" + GOOD)
                .getBytes(StandardCharsets.UTF_8);
        int place = new String(text, StandardCharsets.ISO_8859_1).indexOf('?');
        text[place] = (byte) 0xE9;
        Path file = Files.write(directory.resolve("latin1.csv"), text);
        MalformedDataException error =
                catchThrowableOfType(MalformedDataException.class, () -> count(RowReader.defaults(), file));
        assertThat(error.location().offset()).isEqualTo(place);
        assertThat(error.location().column()).isEqualTo("data");
        assertThat(error.location().line()).isEqualTo(4);
        RejectedRows rejected = RejectedRows.keeping(1);
        assertThat(count(RowReader.defaults().onBadRow(rejected), file)).isEqualTo(2);
        assertThat(rejected.rows().get(0).raw()).contains("caf\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void f52_nulCharacter_isTextLikeAnyOther(String lineEnd) throws IOException {
        Path file = csv("type,ts,data" + lineEnd + "MapCreated,2025-10-01T00:00:00Z,a\u0000b" + lineEnd);
        try (Stream<ActivityEvent> rows = Rows.activity(file)) {
            assertThat(rows.findFirst().orElseThrow().data().raw()).contains("a\u0000b");
        }
    }

    @Test
    void f53_cells_keepTheirExactText() throws IOException {
        String large = "x\"\r\n,\u00e9".repeat(1_500_000);
        Path file = csv("data,type,extra,ts\n,MapCreated,,2025-10-01\n\"\",MapCreated,,2025-10-01\n\""
                + large.replace("\"", "\"\"") + "\",MapCreated,,2025-10-01\n\" \",MapCreated,,2025-10-01\n");
        try (Stream<ActivityEvent> rows = Rows.activity(file)) {
            assertThat(rows.map(ActivityEvent::data))
                    .containsExactly(EventData.of(null), EventData.of(""), EventData.of(large), EventData.of(" "));
        }
    }

    @Test
    void f53_cellOverTheLimit_isRefused() throws IOException {
        Path file = csv(HEADER + GOOD + "MapCreated,2025-10-01T00:00:00Z," + "x".repeat(1001) + "\n");
        RowReader reader = RowReader.defaults().limits(ReadLimits.defaults().withMaxCellBytes(1000));
        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> count(reader, file))
                .withMessageContaining("1001 bytes")
                .satisfies(e -> assertThat(e.location().line()).isEqualTo(4));
        assertThat(count(RowReader.defaults(), file)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void f53_rowOverTheLimit_isRefused_whereverItStands(int threads) throws IOException {
        String fits = "MapCreated,2025-10-01T00:00:00Z," + "x".repeat(968);
        Path good = csv(HEADER + (fits + "\r\n").repeat(3000));
        RowReader reader = RowReader.defaults()
                .limits(ReadLimits.defaults().withMaxRowBytes(1000))
                .parallel(threads);
        assertThat(count(reader, good)).isEqualTo(3000);
        for (int before : List.of(0, 2000)) {
            Path file = csv(HEADER + (fits + "\n").repeat(before) + fits + "x\n" + fits + "\n");
            assertThatExceptionOfType(DataLimitException.class)
                    .isThrownBy(() -> count(reader, file))
                    .withMessageContaining("longer than 1000 bytes")
                    .satisfies(e -> assertThat(e.location().line()).isEqualTo(before + 2L));
        }
    }

    @Test
    void f53_moreColumnsThanTheLimit_areRefused() throws IOException {
        Path file = csv(HEADER + "a,".repeat(5000) + "\n");
        assertThatThrownBy(() -> count(RowReader.defaults(), file)).hasMessageContaining("more than 4096 columns");
        Path header = csv("a,".repeat(5000) + "\n");
        assertThatThrownBy(() -> Rows.activity(header)).isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type,ts,ts,data\n", "type,data\n", "TS,ts ,Type,type,data,DATA,Data\n", "a,b\n"})
    void f53_headerThatDoesNotFit_isASchemaConflict(String header) throws IOException {
        Path file = csv(header);
        if (header.startsWith("TS")) {
            assertThat(count(RowReader.defaults(), file)).isZero();
        } else {
            assertThatThrownBy(() -> Rows.activity(file))
                    .isInstanceOf(SchemaConflictException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>Sign in</body></html>",
                "\n  <html lang=\"en\">\n",
                "<?xml version='1.0'?><Error><Code>ExpiredToken</Code></Error>",
                "{\"error\":\"Token not defined\",\"status\":401}",
                "[]",
                "\uFEFF<html>",
                "PK\u0003\u0004zip",
                "a\u0000b\u0000c\u0000",
                ""
            })
    void f54_somethingElse_isUnexpectedContent(String content) throws IOException {
        Path file = csv(content);
        assertThatExceptionOfType(UnexpectedContentException.class)
                .isThrownBy(() -> Rows.activity(file))
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Token", "Sign in"));
        assertThatExceptionOfType(UnexpectedContentException.class).isThrownBy(() -> Rows.categoryOf(file));
    }

    @Test
    void f54_utf16_isUnexpectedContent() throws IOException {
        Path file = Files.write(directory.resolve("utf16.csv"), HEADER.getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> Rows.activity(file))
                .isInstanceOf(UnexpectedContentException.class)
                .hasMessageContaining("UTF-16");
    }

    @Test
    void f54_htmlInGzip_isUnexpectedContent() throws IOException {
        Path file = gzip("<html><body>oops</body></html>".getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
        assertThatThrownBy(() -> Rows.activity(file)).isInstanceOf(UnexpectedContentException.class);
    }

    @Test
    void f54_htmlNamedParquet_saysWhatItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("x.parquet"), "<html>");
        assertThatThrownBy(() -> Rows.activity(file)).hasMessageContaining("a web page");
    }

    @Test
    void f57_gzipBomb_isRefusedByItsRatio() throws IOException {
        byte[] rows = "g1,aaaaaaaaaaaaaaaa\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("bomb.csv.gz");
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.write("group_id,group_alias\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(rows);
            }
        }
        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> groups(RowReader.defaults(), file))
                .withMessageContaining("250 times");
        RowReader patient = RowReader.defaults().limits(ReadLimits.defaults().withMaxExpansion(2000));
        assertThat(groups(patient, file)).isEqualTo(5_000_000);
    }

    @Test
    void f57_gzipOfZeros_isRefusedBeforeItFillsTheMemory() throws IOException {
        Path file = directory.resolve("zeros.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("group_id,group_alias\n".repeat(100).getBytes(StandardCharsets.UTF_8));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                out.write(zeros);
            }
        }
        assertThatThrownBy(() -> groups(RowReader.defaults(), file)).isInstanceOf(DataLimitException.class);
    }

    @Test
    void f49_cutGzip_isATruncatedFileAtEveryByte() throws IOException {
        byte[] text = (HEADER + GOOD.repeat(50)).getBytes(StandardCharsets.UTF_8);
        byte[] whole = Files.readAllBytes(gzip(text, Integer.MAX_VALUE));
        for (int length = 2; length < whole.length; length++) {
            Path cut = gzip(text, length);
            assertThatThrownBy(() -> count(RowReader.defaults(), cut))
                    .as("cut at %d", length)
                    .isInstanceOf(TruncatedDataException.class);
        }
    }

    @Test
    void f52_damagedGzip_isACorruptFile() throws IOException {
        Path file = gzip((HEADER + GOOD.repeat(50)).getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> count(RowReader.defaults(), file)).isInstanceOf(CorruptFileException.class);
    }

    @Test
    void f52_gzipOfSeveralMembers_isReadWhole() throws IOException {
        byte[] members = joined(member(HEADER + GOOD.repeat(30)), member(""), member(GOOD.repeat(20)), new byte[512]);
        assertThat(count(RowReader.defaults(), gzip(members))).isEqualTo(50);
    }

    /** The JDK takes whatever is no header for the end, and gives the rows before it as if they were all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void f52_gzipWhoseSecondMemberIsDamaged_isNeverShorterWithoutAWord(int threads) throws IOException {
        RowReader reader = RowReader.defaults().parallel(threads);
        byte[] first = member(HEADER + GOOD.repeat(1000));
        byte[] second = member(GOOD.repeat(1000));
        for (int bit = 0; bit < second.length * Byte.SIZE; bit++) {
            byte[] damaged = second.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Path file = gzip(joined(first, damaged));
            long rows = 2000;
            try {
                rows = count(reader, file);
            } catch (CartoActivityException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
            assertThat(rows).as("bit %d", bit).isEqualTo(2000);
        }
        for (int length = 1; length < second.length; length++) {
            Path file = gzip(joined(first, Arrays.copyOf(second, length)));
            assertThatThrownBy(() -> count(reader, file))
                    .as("cut at %d", length)
                    .isInstanceOf(TruncatedDataException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MapCreated,2025-10-01T00:00:00Z,x\n", "\u0000\u0000x", "\u001f", "x"})
    void f52_somethingElseBehindGzip_isNotSkipped(String behind) throws IOException {
        Path file = gzip(joined(member(HEADER + GOOD), behind.getBytes(StandardCharsets.ISO_8859_1)));
        assertThatThrownBy(() -> count(RowReader.defaults(), file))
                .isInstanceOfAny(CorruptFileException.class, TruncatedDataException.class)
                .hasMessageNotContaining("MapCreated");
    }

    private Path gzip(byte[] stored) throws IOException {
        return Files.write(directory.resolve("members.csv.gz"), stored);
    }

    @Test
    void f60_oneOfSeveralFilesThatDoesNotFit_isFoundBeforeTheFirstRow() throws IOException {
        Path good = csv(HEADER + GOOD);
        Path other = csv("group_id,group_alias\n");
        assertThatThrownBy(() -> Rows.activity(good, other))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining(other.toString());
    }

    @Test
    void missingFile_isUnreadable() {
        assertThatThrownBy(() -> Rows.activity(directory.resolve("no.csv")))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        error -> assertThat(error.isRetryable()).isFalse())
                .hasMessageContaining("no.csv");
        assertThat(new UnreadableFileException(directory, "failed", new IOException("disk")).isRetryable())
                .isTrue();
        assertThat(new UnreadableFileException(directory, "failed", new InterruptedException()).isRetryable())
                .isTrue();
        assertThatThrownBy(() -> Rows.activity(directory)).isInstanceOf(CartoActivityException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void f72_callerWhoStopsEarly_letsGoOfTheFileAndTheThreads(int threads) throws IOException {
        Path file = csv(HEADER + GOOD.repeat(100_000));
        try (Stream<ActivityEvent> rows = RowReader.defaults().parallel(threads).activity(file)) {
            Iterator<ActivityEvent> some = rows.iterator();
            for (int i = 0; i < 10; i++) {
                assertThat(some.next().typeName()).isEqualTo("MapCreated");
            }
        }
        assertThat(openFiles()).doesNotContain(file.toString());
        assertThat(readerThreads()).isEmpty();
    }

    @Test
    void f72_streamReadToItsEnd_letsGoWithoutBeingClosed() throws IOException {
        Path file = csv(HEADER + GOOD.repeat(10_000));
        Stream<ActivityEvent> rows = RowReader.defaults().parallel(2).activity(file);
        assertThat(rows.count()).isEqualTo(10_000);
        assertThat(openFiles()).doesNotContain(file.toString());
        assertThat(readerThreads()).isEmpty();
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

    private static List<Thread> readerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("activity-rows") && isAlive(thread))
                .toList();
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

    private static boolean isRead(RowReader reader, Path file) {
        try {
            return groups(reader, file) == 1;
        } catch (TruncatedDataException e) {
            return false;
        }
    }

    private static long groups(RowReader reader, Path file) {
        try (Stream<GroupRecord> rows = reader.groups(file)) {
            return rows.filter(row -> true).count();
        }
    }

    private static long count(RowReader reader, Path file) {
        try (Stream<ActivityEvent> rows = reader.activity(file)) {
            return rows.filter(row -> true).count();
        }
    }

    private static List<ApiUsageRow> usage(Path file) {
        try (Stream<ApiUsageRow> rows = Rows.apiUsage(file)) {
            List<ApiUsageRow> all = rows.toList();
            assertThat(all).extracting(ApiUsageRow::amount).doesNotContain(BigDecimal.TEN);
            return all;
        }
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "rows", ".csv"), text);
    }

    private Path gzip(byte[] text, int most) throws IOException {
        Path file = directory.resolve("rows-" + most + ".csv.gz");
        byte[] bytes = member(text);
        return Files.write(file, Arrays.copyOf(bytes, Math.min(most, bytes.length)));
    }
}
