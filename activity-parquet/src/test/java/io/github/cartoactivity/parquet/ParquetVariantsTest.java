package io.github.cartoactivity.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which parquet-java may write an export gives the same rows. */
class ParquetVariantsTest {
    private static final Instant TS = Instant.parse("2025-10-01T12:34:56.789123456Z");

    @TempDir
    Path directory;

    /** How a time is stored, and how much of it that keeps. */
    enum Time {
        MICROS_UTC("int64 ts (TIMESTAMP(MICROS,true))", ChronoUnit.MICROS),
        MICROS_LOCAL("int64 ts (TIMESTAMP(MICROS,false))", ChronoUnit.MICROS),
        MILLIS_UTC("int64 ts (TIMESTAMP(MILLIS,true))", ChronoUnit.MILLIS),
        MILLIS_LOCAL("int64 ts (TIMESTAMP(MILLIS,false))", ChronoUnit.MILLIS),
        NANOS_UTC("int64 ts (TIMESTAMP(NANOS,true))", ChronoUnit.NANOS),
        NANOS_LOCAL("int64 ts (TIMESTAMP(NANOS,false))", ChronoUnit.NANOS),
        OLD_MICROS("int64 ts (TIMESTAMP_MICROS)", ChronoUnit.MICROS),
        OLD_MILLIS("int64 ts (TIMESTAMP_MILLIS)", ChronoUnit.MILLIS),
        BARE_MILLIS("int64 ts", ChronoUnit.MILLIS),
        BARE_MICROS("int64 ts", ChronoUnit.MICROS),
        INT96("int96 ts", ChronoUnit.NANOS),
        DATE("int32 ts (DATE)", ChronoUnit.DAYS),
        TEXT("binary ts (STRING)", ChronoUnit.NANOS),
        BARE_TEXT("binary ts", ChronoUnit.NANOS);

        private final String column;
        private final ChronoUnit unit;

        Time(String column, ChronoUnit unit) {
            this.column = column;
            this.unit = unit;
        }

        String column(String name) {
            return column.replace(" ts", " " + name);
        }

        void append(Group row, String name, Instant time) {
            switch (this) {
                case TEXT, BARE_TEXT -> row.append(name, time.toString());
                case INT96 -> row.append(name, int96(time));
                case DATE -> row.append(name, (int) ChronoUnit.DAYS.between(Instant.EPOCH, time));
                default -> row.append(name, unit.between(Instant.EPOCH, time));
            }
        }
    }

    static Binary int96(Instant ts) {
        long day = Math.floorDiv(ts.getEpochSecond(), 86_400L);
        long nanos = Math.floorMod(ts.getEpochSecond(), 86_400L) * 1_000_000_000 + ts.getNano();
        byte[] bytes = new byte[12];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(nanos).putInt((int) day + 2_440_588);
        return Binary.fromConstantByteArray(bytes);
    }

    @ParameterizedTest
    @EnumSource(Time.class)
    void f59_times_inEveryType_areTheSameInstant(Time time) throws IOException {
        List<Instant> instants = List.of(
                TS, TS.plusSeconds(86_400 * 150L), Instant.parse("2024-02-29T23:59:59.999999999Z"), TS.plusNanos(1));
        for (UnaryOperator<ExampleParquetWriter.Builder> encoding : encodings()) {
            for (String repetition : List.of("required", "optional")) {
                Path file = fixture("required binary type (STRING); %s %s;".formatted(repetition, time.column))
                        .with(encoding)
                        .write(instants.stream()
                                .<Consumer<Group>>map(ts -> row -> time.append(row.append("type", "T"), "ts", ts))
                                .toList());
                assertThat(activity(file))
                        .extracting(ActivityEvent::ts)
                        .isEqualTo(instants.stream()
                                .map(ts -> ts.truncatedTo(time.unit))
                                .toList());
            }
        }
    }

    /** With columns of others in between, and in another order than in CARTO's files. */
    @ParameterizedTest
    @EnumSource(Time.class)
    void f59_timesOfUsageAndUsers_inEveryType_areTheSameInstants(Time time) throws IOException {
        Path usage = fixture(
                        "optional double price; required int64 amount; optional %s; required binary metric (STRING);"
                                .formatted(time.column("ts")))
                .write(List.of(row -> {
                    row.append("price", 0.5).append("amount", 7L).append("metric", "m");
                    time.append(row, "ts", TS);
                }));
        try (Stream<ApiUsageRow> rows = Rows.apiUsage(usage)) {
            assertThat(rows)
                    .singleElement()
                    .isEqualTo(new ApiUsageRow(
                            TS.truncatedTo(time.unit), null, "m", BigDecimal.valueOf(7), null, null, null));
        }
        Path users = fixture("optional %s; optional int32 shoe_size; required binary user_id (STRING);"
                        .formatted(time.column("created_at")))
                .write(List.of(
                        row -> {
                            time.append(row, "created_at", TS);
                            row.append("shoe_size", 42).append("user_id", "auth0|a");
                        },
                        row -> row.append("user_id", "auth0|b")));
        try (Stream<UserRecord> rows = Rows.users(users)) {
            assertThat(rows)
                    .extracting(user -> user.userId().value(), UserRecord::createdAt)
                    .containsExactly(tuple("auth0|a", TS.truncatedTo(time.unit)), tuple("auth0|b", null));
        }
    }

    @Test
    void groups_amongColumnsOfOthers_areBoundByName() throws IOException {
        Path file = fixture("optional binary colour (STRING); optional binary group_alias (STRING);"
                        + " required binary group_id (STRING);")
                .write(List.of(
                        row -> row.append("colour", "red")
                                .append("group_alias", "Makers")
                                .append("group_id", "g1"),
                        row -> row.append("group_id", "g2")));
        try (Stream<GroupRecord> rows = Rows.groups(file)) {
            assertThat(rows).containsExactly(new GroupRecord("g1", "Makers"), new GroupRecord("g2", null));
        }
    }

    static Stream<Arguments> amounts() {
        return Stream.of(
                Arguments.of("int32 amount", "12", 12),
                Arguments.of("int32 amount (INT_32)", "-12", -12),
                Arguments.of("int32 amount (INTEGER(32,false))", "4294967295", -1),
                Arguments.of("int64 amount", "9007199254740993", 9007199254740993L),
                Arguments.of("int64 amount (INTEGER(64,false))", "18446744073709551615", -1L),
                Arguments.of("float amount", "0.1", 0.1f),
                Arguments.of("double amount", "0.1", 0.1),
                Arguments.of("double amount", "1200000", 1.2e6),
                Arguments.of("int32 amount (DECIMAL(9,2))", "12.5", 1250),
                Arguments.of("int64 amount (DECIMAL(18,4))", "-0.0001", -1L),
                Arguments.of(
                        "fixed_len_byte_array(16) amount (DECIMAL(38,9))",
                        "12345678901234567890.123456789",
                        decimal("12345678901234567890123456789", 16)),
                Arguments.of("fixed_len_byte_array(5) amount (DECIMAL(10,0))", "-7", decimal("-7", 5)),
                Arguments.of("binary amount (DECIMAL(38,3))", "-1.234", decimal("-1234", 2)),
                Arguments.of("binary amount (STRING)", "12.5", Binary.fromString("12.50")),
                Arguments.of("binary amount", "12.5", Binary.fromString("1.25e1")));
    }

    private static Binary decimal(String unscaled, int length) {
        byte[] bytes = new byte[length];
        byte[] value = new BigInteger(unscaled).toByteArray();
        Arrays.fill(bytes, (byte) (value[0] < 0 ? -1 : 0));
        System.arraycopy(value, 0, bytes, length - value.length, value.length);
        return Binary.fromConstantByteArray(bytes);
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void f59_amounts_inEveryType_areExact(String column, String expected, Object stored) throws IOException {
        String columns = "required int32 ts (DATE); optional binary metric (UTF8); optional %s; optional %s;"
                .formatted(column, column.replace("amount", "quota_usage_weight"));
        for (UnaryOperator<ExampleParquetWriter.Builder> encoding : encodings()) {
            Path file = fixture(columns)
                    .with(encoding)
                    .write(List.of(
                            row -> append(append(row, "amount", stored), "quota_usage_weight", stored)
                                    .append("ts", 20362)
                                    .append("metric", "m"),
                            row -> append(row, "amount", stored)
                                    .append("ts", 20363)
                                    .append("metric", "n")));
            BigDecimal number = new BigDecimal(expected);
            try (Stream<ApiUsageRow> rows = Rows.apiUsage(file)) {
                assertThat(rows)
                        .containsExactly(
                                new ApiUsageRow(
                                        Instant.parse("2025-10-01T00:00:00Z"), null, "m", number, number, null, null),
                                new ApiUsageRow(
                                        Instant.parse("2025-10-02T00:00:00Z"), null, "n", number, null, null, null));
            }
        }
    }

    private static Group append(Group row, String column, Object value) {
        if (value instanceof Integer number) {
            return row.append(column, number);
        } else if (value instanceof Long number) {
            return row.append(column, number);
        } else if (value instanceof Float number) {
            return row.append(column, number);
        } else if (value instanceof Double number) {
            return row.append(column, number);
        }
        return row.append(column, (Binary) value);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of(
                        "optional group group_ids (LIST) { repeated group list { optional binary element (STRING); } }",
                        "list/element"),
                Arguments.of(
                        "optional group group_ids (LIST) { repeated group list { required binary element (STRING); } }",
                        "list/element"),
                Arguments.of(
                        "required group group_ids (LIST) { repeated group list { optional binary item (UTF8); } }",
                        "list/item"),
                Arguments.of(
                        "optional group group_ids (LIST) { repeated group bag { optional binary array_element; } }",
                        "bag/array_element"),
                Arguments.of(
                        "optional group group_ids (LIST) { repeated group list { optional binary array (ENUM); } }",
                        "list/array"),
                Arguments.of("optional group group_ids (LIST) { repeated binary array (UTF8); }", "array"),
                Arguments.of("required group group_ids (LIST) { repeated binary element; }", "element"),
                Arguments.of(
                        "optional group group_ids { repeated group array { optional binary x (STRING); } }", "array/x"),
                Arguments.of("repeated binary group_ids (STRING)", ""),
                Arguments.of("repeated int64 group_ids", "int"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void f59_lists_inEveryShape_areTheSameList(String column, String path) throws IOException {
        boolean numbers = path.equals("int");
        List<List<String>> expected = new ArrayList<>();
        List<Consumer<Group>> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            List<String> ids =
                    IntStream.range(0, i % 5).mapToObj(Integer::toString).toList();
            expected.add(ids);
            rows.add(row -> appendList(row.append("user_id", "auth0|1"), path, numbers, ids));
        }
        if (column.startsWith("optional")) {
            expected.add(List.of());
            rows.add(row -> row.append("user_id", "auth0|none"));
        }
        if (column.contains("optional binary")) {
            expected.add(List.of("a", "b"));
            rows.add(row ->
                    appendList(row.append("user_id", "auth0|nulls"), path, false, Arrays.asList(null, "a", null, "b")));
        }
        for (UnaryOperator<ExampleParquetWriter.Builder> encoding : encodings()) {
            String columns = "required binary user_id (STRING); " + column + (column.endsWith("}") ? "" : ";");
            Path file = fixture(columns).with(encoding).write(rows);
            try (Stream<UserRecord> users = Rows.users(file)) {
                assertThat(users.map(UserRecord::groupIds).toList()).isEqualTo(expected);
            }
        }
    }

    private static void appendList(Group row, String path, boolean numbers, List<String> ids) {
        if (numbers) {
            ids.forEach(id -> row.append("group_ids", Long.parseLong(id)));
        } else if (path.isEmpty()) {
            ids.forEach(id -> row.append("group_ids", id));
        } else {
            Group list = row.addGroup("group_ids");
            String[] names = path.split("/");
            for (String id : ids) {
                Group target = names.length == 2 ? list.addGroup(names[0]) : list;
                if (id != null) {
                    target.append(names[names.length - 1], id);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\",\"b\"]", "{a,b}", "[a, b]"})
    void f59_listsAsText_areTheSameList(String list) throws IOException {
        for (String type : List.of("(STRING)", "(JSON)", "")) {
            Path file = fixture("required binary user_id (STRING); optional binary group_ids %s;".formatted(type))
                    .write(List.of(
                            row -> row.append("user_id", "u1").append("group_ids", list),
                            row -> row.append("user_id", "u2")));
            try (Stream<UserRecord> users = Rows.users(file)) {
                assertThat(users.map(UserRecord::groupIds)).containsExactly(List.of("a", "b"), List.of());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(STRING)", "(UTF8)", "(ENUM)", "(JSON)", "(BSON)", ""})
    void f59_texts_withEveryAnnotation_areTheSameText(String annotation) throws IOException {
        Path file = fixture("optional binary group_alias %s; required binary group_id %s;"
                        .formatted(annotation, annotation))
                .write(List.of(
                        row -> row.append("group_id", "g1").append("group_alias", "caf\u00e9 \ud83d\uddfa"),
                        row -> row.append("group_id", "g2").append("group_alias", ""),
                        row -> row.append("group_id", "g3")));
        try (Stream<GroupRecord> groups = Rows.groups(file)) {
            assertThat(groups)
                    .containsExactly(
                            new GroupRecord("g1", "caf\u00e9 \ud83d\uddfa"),
                            new GroupRecord("g2", ""),
                            new GroupRecord("g3", null));
        }
        assertThat(Rows.categoryOf(file)).contains(ExportCategory.GROUP_LIST);
    }

    @Test
    void f59_idsThatAreNumbersOrUuids_areTheirText() throws IOException {
        Path numbers = fixture("required int64 group_id (INTEGER(64,false)); optional int32 group_alias;")
                .write(List.of(row -> row.append("group_id", -1L).append("group_alias", 7)));
        byte[] uuid = new BigInteger("0123456789abcdef0123456789abcdef", 16).toByteArray();
        byte[] padded = new byte[16];
        System.arraycopy(uuid, 0, padded, 16 - uuid.length, uuid.length);
        Path uuids = ParquetFixture.at(
                        directory.resolve("u.parquet"), "required fixed_len_byte_array(16) group_id (UUID);")
                .write(List.of(row -> row.append("group_id", Binary.fromConstantByteArray(padded))));
        try (Stream<GroupRecord> groups = Rows.groups(numbers, uuids)) {
            assertThat(groups)
                    .containsExactly(
                            new GroupRecord("18446744073709551615", "7"),
                            new GroupRecord("01234567-89ab-cdef-0123-456789abcdef", null));
        }
    }

    static Stream<Arguments> codecsAndPages() {
        return Stream.of(
                        CompressionCodecName.UNCOMPRESSED,
                        CompressionCodecName.SNAPPY,
                        CompressionCodecName.GZIP,
                        CompressionCodecName.ZSTD)
                .flatMap(codec -> Stream.of(1 << 10, 1 << 20, 64 << 20)
                        .flatMap(page ->
                                Stream.of(WriterVersion.values()).map(version -> Arguments.of(codec, page, version))));
    }

    /** Pages of 1 KB, of 1 MB, and one of 10 MB, which is expanded piece by piece. */
    @ParameterizedTest
    @MethodSource("codecsAndPages")
    void f58_events_withEveryCodecAndPageSize_areTheSame(CompressionCodecName codec, int page, WriterVersion version)
            throws IOException {
        List<ActivityEvent> events = events(page > 1 << 20 ? 30_000 : 3_000);
        Path file = fixture(
                        "optional binary extra (STRING); optional binary data (STRING); optional int64 ts (TIMESTAMP(NANOS,true)); required binary type (STRING);")
                .with(builder -> builder.withCompressionCodec(codec)
                        .withPageSize(page)
                        .withPageRowCountLimit(1_000_000)
                        .withDictionaryEncoding("data", false)
                        .withWriterVersion(version)
                        .withRowGroupSize(page > 1 << 20 ? 256L << 20 : 1L << 20))
                .write(rows(events));
        assertThat(activity(file)).isEqualTo(events);
        try (Stream<ActivityEvent> parallel = RowReader.defaults().parallel(3).activity(file, file)) {
            List<ActivityEvent> twice = new ArrayList<>(events);
            twice.addAll(events);
            assertThat(parallel.toList()).isEqualTo(twice);
        }
    }

    @Test
    void allRowsAbsent_orAllPresent_orMixed_areToldApart() throws IOException {
        for (int every : new int[] {1, 2, 3, 7, 1000}) {
            List<ActivityEvent> events = IntStream.range(0, 5_000)
                    .mapToObj(i -> ActivityEvent.of(
                            "T" + i % 3, TS.plusNanos(i), EventData.of(i % every == 0 ? null : "d" + i)))
                    .toList();
            Path file = fixture(
                            "optional binary data; optional int64 ts (TIMESTAMP(NANOS,true)); required binary type;")
                    .with(builder -> builder.withPageSize(2000))
                    .write(rows(events));
            assertThat(activity(file)).isEqualTo(events);
        }
    }

    @Test
    void columns_inAnyOrderAndCase_areBoundByName() throws IOException {
        Path file = fixture(
                        "required group nested { optional binary ts; } optional binary DATA (STRING); required int64 Ts (TIMESTAMP(MILLIS,true)); required binary TYPE (STRING);")
                .write(List.of(row -> {
                    row.addGroup("nested").append("ts", "not this");
                    row.append("DATA", "{}").append("Ts", 1759322096789L).append("TYPE", "MapCreated");
                }));
        assertThat(activity(file))
                .containsExactly(
                        ActivityEvent.of("MapCreated", Instant.parse("2025-10-01T12:34:56.789Z"), EventData.of("{}")));
    }

    @Test
    void noRows_areNoRows() throws IOException {
        Path file = fixture("required int64 ts (TIMESTAMP(MILLIS,true)); required binary type (STRING);")
                .write(List.of());
        assertThat(activity(file)).isEmpty();
        assertThat(Rows.categoryOf(file)).contains(ExportCategory.ACTIVITY);
    }

    static List<ActivityEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ActivityEvent.of(
                        "Type" + i % 17,
                        TS.plusSeconds(i * 13L),
                        EventData.of(
                                i % 11 == 0
                                        ? null
                                        : "{\"userId\":\"auth0|" + i % 97 + "\",\"n\":" + i * 7919L % 100_003
                                                + ",\"pad\":\"" + "caf\u00e9 ".repeat(i % 50)
                                                + Integer.toHexString(i * 31) + "\"}")))
                .toList();
    }

    static List<Consumer<Group>> rows(List<ActivityEvent> events) {
        return events.stream()
                .<Consumer<Group>>map(event -> row -> {
                    row.append("type", event.typeName())
                            .append("ts", ChronoUnit.NANOS.between(Instant.EPOCH, event.ts()));
                    event.data().raw().ifPresent(data -> row.append("data", data));
                })
                .toList();
    }

    /** Dictionary or plain, the first or the second version of pages, which brings the delta encodings. */
    private static List<UnaryOperator<ExampleParquetWriter.Builder>> encodings() {
        List<UnaryOperator<ExampleParquetWriter.Builder>> encodings = new ArrayList<>();
        for (WriterVersion version : WriterVersion.values()) {
            encodings.add(builder -> builder.withWriterVersion(version));
            encodings.add(builder -> builder.withWriterVersion(version).withDictionaryEncoding(false));
            encodings.add(builder -> builder.withWriterVersion(version)
                    .withDictionaryEncoding(false)
                    .withByteStreamSplitEncoding(true)
                    .withPageSize(100)
                    .withCompressionCodec(CompressionCodecName.SNAPPY));
        }
        return Collections.unmodifiableList(encodings);
    }

    private ParquetFixture fixture(String columns) {
        return ParquetFixture.at(directory.resolve("rows.parquet"), columns);
    }

    private static List<ActivityEvent> activity(Path file) {
        try (Stream<ActivityEvent> events = Rows.activity(file)) {
            return events.toList();
        }
    }
}
