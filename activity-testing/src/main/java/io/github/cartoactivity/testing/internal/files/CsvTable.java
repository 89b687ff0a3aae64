package io.github.cartoactivity.testing.internal.files;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.testing.CsvVariant;
import io.github.cartoactivity.testing.internal.text.CsvWriter;
import io.github.cartoactivity.testing.internal.text.Json;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of one table, and how its rows become text. Not thread-safe. */
final class CsvTable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CsvStyle style;
    private final Timestamps timestamps;
    private final List<Column> columns;

    private record Column(String name, Function<ExportRow, @Nullable String> value) {}

    CsvTable(ExportCategory category, CsvStyle style) {
        this.style = style;
        this.timestamps = new Timestamps(style.timestamps());
        this.columns = arranged(
                switch (category) {
                    case ACTIVITY -> activity();
                    case API_USAGE -> apiUsage();
                    case USER_LIST -> userList();
                    case GROUP_LIST -> groupList();
                });
    }

    /** Writes the header and all rows. */
    void write(Iterator<? extends ExportRow> rows, Writer out) throws IOException {
        if (style.has(CsvVariant.BYTE_ORDER_MARK)) {
            out.write(BYTE_ORDER_MARK);
        }
        CsvWriter csv = new CsvWriter(
                out,
                style.has(CsvVariant.QUOTE_ALL) ? CsvWriter.Quoting.ALL : CsvWriter.Quoting.NEEDED,
                style.has(CsvVariant.CRLF) ? "\r\n" : "\n");
        csv.write(columns.stream().map(Column::name).toList());
        List<@Nullable String> fields = new ArrayList<>(Collections.nCopies(columns.size(), ""));
        while (rows.hasNext()) {
            ExportRow row = rows.next();
            for (int i = 0; i < columns.size(); i++) {
                fields.set(i, columns.get(i).value.apply(row));
            }
            csv.write(fields);
        }
    }

    private List<Column> activity() {
        return List.of(
                column("type", ActivityEvent.class, ActivityEvent::typeName),
                column("ts", ActivityEvent.class, event -> timestamps.instant(event.ts())),
                column("data", ActivityEvent.class, event -> event.data().raw().orElse(null)));
    }

    private List<Column> apiUsage() {
        List<Column> list = new ArrayList<>(List.of(
                column("ts", ApiUsageRow.class, row -> timestamps.day(row.ts())),
                column("user_id", ApiUsageRow.class, row -> text(row.userId())),
                column("metric", ApiUsageRow.class, ApiUsageRow::metric),
                column("amount", ApiUsageRow.class, row -> row.amount().toPlainString()),
                column("quota_usage_weight", ApiUsageRow.class, row -> text(row.quotaUsageWeight()))));
        if (!style.has(CsvVariant.WITHOUT_MAP_COLUMNS)) {
            list.add(column("map_id", ApiUsageRow.class, ApiUsageRow::mapId));
            list.add(column("workflow_id", ApiUsageRow.class, ApiUsageRow::workflowId));
        }
        return list;
    }

    private List<Column> userList() {
        return List.of(
                column("user_id", UserRecord.class, user -> user.userId().value()),
                column("email", UserRecord.class, UserRecord::email),
                column("created_at", UserRecord.class, user -> instant(user.createdAt())),
                column("role", UserRecord.class, UserRecord::roleName),
                column("group_ids", UserRecord.class, user -> groups(user.groupIds())));
    }

    private static List<Column> groupList() {
        return List.of(
                column("group_id", GroupRecord.class, GroupRecord::groupId),
                column("group_alias", GroupRecord.class, GroupRecord::groupAlias));
    }

    private List<Column> arranged(List<Column> plain) {
        List<Column> list = new ArrayList<>(plain);
        if (style.has(CsvVariant.EXTRA_COLUMNS)) {
            list.add(0, new Column("_ingested_at", row -> timestamps.instant(Instant.EPOCH)));
            list.add(new Column("_note", row -> "extra, \"quoted\""));
        }
        if (style.has(CsvVariant.REVERSED_COLUMNS)) {
            Collections.reverse(list);
        }
        return list;
    }

    private String groups(List<String> ids) {
        return style.has(CsvVariant.GROUPS_IN_BRACES) ? "{" + String.join(",", ids) + "}" : Json.text(ids);
    }

    private @Nullable String instant(@Nullable Instant ts) {
        return ts == null ? null : timestamps.instant(ts);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }

    private static <R extends ExportRow> Column column(
            String name, Class<R> kind, Function<R, @Nullable String> value) {
        return new Column(name, row -> value.apply(kind.cast(row)));
    }
}
