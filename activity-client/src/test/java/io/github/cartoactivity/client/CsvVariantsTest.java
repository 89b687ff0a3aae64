package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Gzipped.joined;
import static io.github.cartoactivity.client.Gzipped.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a CSV export may be written gives the same rows. */
class CsvVariantsTest {
    private static final Instant TS = Instant.parse("2025-10-01T12:34:56Z");
    private static final String DATA = "{\"userId\":\"auth0|1\",\"note\":\"a,b \u00e9\u4e16\ud83d\uddfa\n2nd\"}";

    private static final List<ActivityEvent> EVENTS = List.of(
            ActivityEvent.of("MapCreated", TS, EventData.of(DATA)),
            ActivityEvent.of("SomethingNew", TS, EventData.of("")),
            ActivityEvent.of("UserLogins", TS, EventData.of(null)));
    private static final List<ApiUsageRow> USAGE = List.of(
            new ApiUsageRow(
                    TS, new UserId("auth0|1"), "tiles", new BigDecimal("12"), new BigDecimal("1.5"), "m1", null),
            new ApiUsageRow(TS, null, "sql", new BigDecimal("0.25"), null, null, "w1"),
            new ApiUsageRow(TS, UserId.PUBLIC, "lds", new BigDecimal("3"), BigDecimal.ONE, null, null));
    private static final List<UserRecord> USERS = List.of(
            UserRecord.of(new UserId("auth0|1"), "a@example.com", TS, "Admin", List.of("g1", "g2")),
            UserRecord.of(new UserId("saml-ACME|2"), null, null, "Wizard", List.of()),
            UserRecord.of(new UserId("google-oauth2|3"), "", TS, null, List.of("g1")));
    private static final List<GroupRecord> GROUPS = List.of(
            new GroupRecord("g1", "Mar\"ke\"ting, \u00e9"), new GroupRecord("g2", null), new GroupRecord("g3", ""));

    @TempDir
    Path directory;

    private static Table table(ExportCategory category) {
        return switch (category) {
            case ACTIVITY ->
                new Table(
                        List.of("type", "ts", "data"),
                        EVENTS.stream()
                                .map(e ->
                                        row(e.typeName(), e.ts(), e.data().raw().orElse(null)))
                                .toList(),
                        EVENTS);
            case API_USAGE ->
                new Table(
                        List.of("ts", "user_id", "metric", "amount", "quota_usage_weight", "map_id", "workflow_id"),
                        USAGE.stream()
                                .map(u -> row(
                                        u.ts(),
                                        u.userId(),
                                        u.metric(),
                                        u.amount(),
                                        u.quotaUsageWeight(),
                                        u.mapId(),
                                        u.workflowId()))
                                .toList(),
                        USAGE);
            case USER_LIST ->
                new Table(
                        List.of("user_id", "email", "created_at", "role", "group_ids"),
                        USERS.stream()
                                .map(u -> row(u.userId(), u.email(), u.createdAt(), u.roleName(), u.groupIds()))
                                .toList(),
                        USERS);
            case GROUP_LIST ->
                new Table(
                        List.of("group_id", "group_alias"),
                        GROUPS.stream()
                                .map(g -> row(g.groupId(), g.groupAlias()))
                                .toList(),
                        GROUPS);
        };
    }

    static Stream<Arguments> tablesAndFrames() {
        return Stream.of(ExportCategory.values())
                .flatMap(category -> Stream.of(
                                "lf",
                                "crlf",
                                "bom",
                                "gzip",
                                "gzip-members",
                                "shuffled",
                                "extra",
                                "upper",
                                "spaced",
                                "quoted")
                        .map(frame -> Arguments.of(category, frame)));
    }

    @ParameterizedTest
    @MethodSource("tablesAndFrames")
    void everyTable_inEveryFrame_givesTheSameRows(ExportCategory category, String frame) throws IOException {
        Table table = framed(table(category), frame);
        byte[] bytes = table.text(frame.equals("crlf") ? "\r\n" : "\n", frame.equals("quoted"))
                .getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("rows.bin");
        switch (frame) {
            case "bom" -> Files.write(file, joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, bytes));
            case "gzip" -> Files.write(file, member(bytes));
            case "gzip-members" ->
                Files.write(
                        file,
                        joined(member(Arrays.copyOf(bytes, 20)), member(Arrays.copyOfRange(bytes, 20, bytes.length))));
            default -> Files.write(file, bytes);
        }
        assertThat(read(file, category)).isEqualTo(List.copyOf(table.expected()));
        assertThat(Rows.categoryOf(file)).contains(category);
    }

    private static Table framed(Table table, String frame) {
        return switch (frame) {
            case "shuffled" -> table.reordered();
            case "extra" -> table.withExtraColumns();
            case "upper" -> table.renamed(name -> name.toUpperCase(Locale.ROOT));
            case "spaced" -> table.renamed(name -> " " + name + " ");
            default -> table;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-10-01T12:34:56.000Z",
                "2025-10-01 12:34:56 UTC",
                "2025-10-01 12:34:56.000000+00",
                "2025-10-01 12:34:56",
                "1759322096000",
                "1759322096000000"
            })
    void timesInEverySpelling_areTheSameInstant(String ts) throws IOException {
        Path events = csv("type,ts,data\nMapCreated," + ts + ",\nMapCreated,\"" + ts + "\",\n");
        assertThat(read(events, ExportCategory.ACTIVITY))
                .extracting(row -> ((ActivityEvent) row).ts())
                .containsOnly(TS);
        Path usage = csv("metric,amount,ts\ntiles,1," + ts + "\n");
        assertThat(read(usage, ExportCategory.API_USAGE))
                .extracting(row -> ((ApiUsageRow) row).ts())
                .containsOnly(TS);
        Path users = csv("user_id,created_at,email\nauth0|1," + ts + ",\n");
        assertThat(read(users, ExportCategory.USER_LIST))
                .extracting(row -> ((UserRecord) row).createdAt())
                .containsOnly(TS);
    }

    @Test
    void dailyRows_withABareDate_beginAtUtcMidnight() throws IOException {
        Path usage = csv("ts,metric,amount\n2025-03-09,tiles,1\n");
        assertThat(read(usage, ExportCategory.API_USAGE))
                .extracting(row -> ((ApiUsageRow) row).ts())
                .containsExactly(Instant.parse("2025-03-09T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"[\"\"g1\"\",\"\"g2\"\"]\"", "\"{g1,g2}\"", "\"[g1, g2]\"", "\"{\"\"g1\"\",\"\"g2\"\"}\""})
    void listsInEveryEncoding_areTheSameList(String list) throws IOException {
        Path users = csv("user_id,group_ids\nauth0|1," + list + "\nauth0|2,\nauth0|3,\"\"\nauth0|4,[]\nauth0|5,{}\n");
        assertThat(read(users, ExportCategory.USER_LIST))
                .extracting(row -> ((UserRecord) row).groupIds())
                .containsExactly(List.of("g1", "g2"), List.of(), List.of(), List.of(), List.of());
    }

    @ParameterizedTest
    @EnumSource(ExportCategory.class)
    void aTableWithoutRows_isEmpty(ExportCategory category) throws IOException {
        Path file = csv(String.join(",", table(category).columns()) + "\n");
        assertThat(read(file, category)).isEmpty();
    }

    @Test
    void onlyTheColumnsATableCannotDoWithout_areEnough() throws IOException {
        assertThat(read(csv("ts,type\n2025-10-01 12:34:56,MapCreated\n"), ExportCategory.ACTIVITY))
                .containsExactly(ActivityEvent.of("MapCreated", TS, EventData.of(null)));
        assertThat(read(csv("user_id\nauth0|1\n"), ExportCategory.USER_LIST))
                .containsExactly(UserRecord.of(new UserId("auth0|1"), null, null, null, List.of()));
        assertThat(read(csv("group_id\ng1\n"), ExportCategory.GROUP_LIST)).containsExactly(new GroupRecord("g1", null));
    }

    @Test
    void anUnknownType_isDataAndKeepsItsName() throws IOException {
        ActivityEvent event =
                (ActivityEvent) read(csv("type,ts,data\nDataSourceDeleted,2025-10-01,\n"), ExportCategory.ACTIVITY)
                        .get(0);
        assertThat(event.typeName()).isEqualTo("DataSourceDeleted");
        assertThat(ActivityEvent.of("NeverSeenBefore", TS, EventData.of(null)).type())
                .isEqualTo(ActivityEventType.UNKNOWN);
    }

    @Test
    void equalRows_areTwoRows() throws IOException {
        String row = "MapCreated,2025-10-01T00:00:00Z,\"{\"\"mapId\"\":\"\"m\"\"}\"\n";
        assertThat(read(csv("type,ts,data\n" + row + row + row), ExportCategory.ACTIVITY))
                .hasSize(3);
    }

    @Test
    void severalFiles_withDifferentColumns_areReadOneAfterAnother() throws IOException {
        Path first = csv("type,ts,data\nA,2025-10-01,1\nB,2025-10-01,2\n");
        Path second = csv("extra,ts,data,type\nx,2025-10-02,3,C\n");
        Path empty = csv("type,ts,data\n");
        Path third = csv("ts,type\n2025-10-03,D\n");
        try (Stream<ActivityEvent> events = Rows.activity(first, second, empty, third)) {
            assertThat(events.map(event -> event.typeName() + event.data().raw().orElse("-")))
                    .containsExactly("A1", "B2", "C3", "D-");
        }
    }

    private List<ExportRow> read(Path file, ExportCategory category) {
        try (Stream<ExportRow> rows = Rows.read(file, category)) {
            return rows.toList();
        }
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "rows", ".csv"), text);
    }

    private static List<Object> row(Object... cells) {
        return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells)));
    }

    /** A table as cells, and the rows that should come of it. */
    private record Table(List<String> columns, List<List<Object>> rows, List<? extends ExportRow> expected) {

        Table reordered() {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
            Collections.shuffle(order, new Random(1));
            return new Table(
                    pick(columns, order),
                    rows.stream().map(row -> pick(row, order)).toList(),
                    expected);
        }

        Table withExtraColumns() {
            List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
            List<String> names = new ArrayList<>(List.of("extra", "extra"));
            names.addAll(pick(columns, all));
            names.add("");
            return new Table(
                    names,
                    rows.stream()
                            .map(row -> {
                                List<Object> cells = new ArrayList<>(List.of("x", "{\"a\":\"b\nc\"}"));
                                cells.addAll(row);
                                cells.add(null);
                                return cells;
                            })
                            .toList(),
                    expected);
        }

        Table renamed(UnaryOperator<String> change) {
            return new Table(columns.stream().map(change).toList(), rows, expected);
        }

        private static <E> List<E> pick(List<E> from, List<Integer> places) {
            List<E> picked = new ArrayList<>();
            places.forEach(place -> picked.add(from.get(place)));
            return picked;
        }

        String text(String end, boolean quoteAll) {
            StringBuilder text = new StringBuilder(String.join(",", columns)).append(end);
            for (List<Object> row : rows) {
                text.append(String.join(
                                ",",
                                row.stream()
                                        .map(cell -> written(cell, quoteAll))
                                        .toList()))
                        .append(end);
            }
            return text.toString();
        }

        private static String written(Object cell, boolean quoteAll) {
            if (cell == null) {
                return "";
            }
            String text = cell instanceof List<?> list
                    ? "{" + String.join(",", list.stream().map(Object::toString).toList()) + "}"
                    : cell.toString();
            boolean quotes = quoteAll || text.isEmpty() || text.matches("(?s).*[\",\r\n].*");
            return quotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
        }
    }
}
