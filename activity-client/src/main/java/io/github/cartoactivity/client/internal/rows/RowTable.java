package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.CellKind;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the four tables: its columns, and how the cells of a row become a record.
 *
 * @param category the table
 * @param columns its columns, in the order in which {@code assembler} asks for them
 * @param assembler makes a record of a row
 * @param time when a record of a timed table happened
 * @param <T> the record
 */
public record RowTable<T extends ExportRow>(
        ExportCategory category, List<TableColumn> columns, RowAssembler<T> assembler, Function<T, Instant> time) {

    /** What happened. */
    public static final RowTable<ActivityEvent> ACTIVITY = new RowTable<>(
            ExportCategory.ACTIVITY,
            List.of(
                    TableColumn.required("type", CellKind.LABEL),
                    TableColumn.required("ts", CellKind.INSTANT),
                    TableColumn.optional("data", CellKind.TEXT)),
            cells -> ActivityEvent.of(cells.label(0), cells.requiredInstant(1), EventData.of(cells.text(2))),
            ActivityEvent::ts);

    /** What was used. */
    public static final RowTable<ApiUsageRow> API_USAGE = new RowTable<>(
            ExportCategory.API_USAGE,
            List.of(
                    TableColumn.required("ts", CellKind.INSTANT),
                    TableColumn.optional("user_id", CellKind.LABEL),
                    TableColumn.required("metric", CellKind.LABEL),
                    TableColumn.required("amount", CellKind.DECIMAL),
                    TableColumn.optional("quota_usage_weight", CellKind.DECIMAL),
                    TableColumn.optional("map_id", CellKind.LABEL),
                    TableColumn.optional("workflow_id", CellKind.LABEL)),
            cells -> new ApiUsageRow(
                    cells.requiredInstant(0),
                    userId(cells.text(1)),
                    cells.label(2),
                    cells.requiredDecimal(3),
                    cells.decimal(4),
                    cells.text(5),
                    cells.text(6)),
            ApiUsageRow::ts);

    /** Who is there. */
    public static final RowTable<UserRecord> USER_LIST = new RowTable<>(
            ExportCategory.USER_LIST,
            List.of(
                    TableColumn.required("user_id", CellKind.TEXT),
                    TableColumn.optional("email", CellKind.TEXT),
                    TableColumn.optional("created_at", CellKind.INSTANT),
                    TableColumn.optional("role", CellKind.LABEL),
                    TableColumn.optional("group_ids", CellKind.TEXT_LIST)),
            cells -> UserRecord.of(
                    new UserId(cells.label(0)), cells.text(1), cells.instant(2), cells.text(3), cells.texts(4)),
            user -> Instant.MAX);

    /** Which groups there are. */
    public static final RowTable<GroupRecord> GROUP_LIST = new RowTable<>(
            ExportCategory.GROUP_LIST,
            List.of(
                    TableColumn.required("group_id", CellKind.TEXT),
                    TableColumn.optional("group_alias", CellKind.TEXT)),
            cells -> new GroupRecord(cells.label(0), cells.text(1)),
            group -> Instant.MAX);

    /**
     * The table of a category.
     *
     * @param category the category
     * @return its table
     */
    public static RowTable<? extends ExportRow> of(ExportCategory category) {
        return switch (category) {
            case ACTIVITY -> ACTIVITY;
            case API_USAGE -> API_USAGE;
            case USER_LIST -> USER_LIST;
            case GROUP_LIST -> GROUP_LIST;
        };
    }

    private static @Nullable UserId userId(@Nullable String id) {
        return id == null || id.isBlank() ? null : new UserId(id);
    }

    /**
     * A column of the table.
     *
     * @param name its name
     * @param kind what its cells are
     * @param required whether a file without it is no such table
     */
    record TableColumn(String name, CellKind kind, boolean required) {
        static TableColumn required(String name, CellKind kind) {
            return new TableColumn(name, kind, true);
        }

        static TableColumn optional(String name, CellKind kind) {
            return new TableColumn(name, kind, false);
        }
    }

    /** Makes a record of the cells of a row. */
    interface RowAssembler<T> {
        /**
         * A record.
         *
         * @throws BadRowException if a cell is bad, or absent where the table needs one
         */
        T assemble(Cells cells);
    }
}
