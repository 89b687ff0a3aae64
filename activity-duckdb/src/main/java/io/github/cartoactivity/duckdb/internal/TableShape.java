package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.ExportCategory;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of one of the four tables, and how a file is recognised as holding it.
 *
 * @param category which table
 * @param columns its columns in order
 */
record TableShape(ExportCategory category, List<Column> columns) {

    /** What a column holds. */
    enum Kind {
        TEXT("VARCHAR"),
        TIME("TIMESTAMP"),
        /** Held as text until the narrowest exact type for all rows is known. */
        NUMBER("VARCHAR"),
        TEXT_LIST("VARCHAR[]");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /** What has to be there of a column. */
    enum Presence {
        OPTIONAL,
        COLUMN,
        /** The column, and a value in every row. */
        VALUE
    }

    /**
     * One column.
     *
     * @param name its name in CARTO's exports
     * @param kind what it holds
     * @param presence what has to be there
     */
    record Column(String name, Kind kind, Presence presence) {

        /** Whether a file without it is not this table. */
        boolean required() {
            return presence != Presence.OPTIONAL;
        }

        /** Whether a row without a value in it is an error. */
        boolean needsValue() {
            return presence == Presence.VALUE;
        }

        /** The one among a file's names that stands for this column: spelled alike, or else nearly. */
        Optional<String> find(Collection<String> names) {
            return names.contains(name)
                    ? Optional.of(name)
                    : names.stream()
                            .filter(other -> key(other).equals(key(name)))
                            .findFirst();
        }
    }

    private static final Map<ExportCategory, TableShape> ALL = new EnumMap<>(ExportCategory.class);

    static {
        add(
                ExportCategory.ACTIVITY,
                inEveryRow("type", Kind.TEXT),
                inEveryRow("ts", Kind.TIME),
                required("data", Kind.TEXT));
        add(
                ExportCategory.API_USAGE,
                inEveryRow("ts", Kind.TIME),
                optional("user_id", Kind.TEXT),
                inEveryRow("metric", Kind.TEXT),
                inEveryRow("amount", Kind.NUMBER),
                optional("quota_usage_weight", Kind.NUMBER),
                optional("map_id", Kind.TEXT),
                optional("workflow_id", Kind.TEXT));
        add(
                ExportCategory.USER_LIST,
                inEveryRow("user_id", Kind.TEXT),
                required("email", Kind.TEXT),
                optional("created_at", Kind.TIME),
                optional("role", Kind.TEXT),
                optional("group_ids", Kind.TEXT_LIST));
        add(ExportCategory.GROUP_LIST, inEveryRow("group_id", Kind.TEXT), required("group_alias", Kind.TEXT));
    }

    /** The shape of a table. */
    static TableShape of(ExportCategory category) {
        TableShape shape = ALL.get(category);
        if (shape == null) {
            throw new IllegalArgumentException("No such table: " + category);
        }
        return shape;
    }

    /** The table that has all its required columns among these names. */
    static Optional<TableShape> recognise(Collection<String> names) {
        return ALL.values().stream().filter(shape -> shape.fits(names)).findFirst();
    }

    /** Whether all required columns are among these names. */
    boolean fits(Collection<String> names) {
        Set<String> keys = names.stream().map(TableShape::key).collect(Collectors.toSet());
        return columns.stream()
                .filter(Column::required)
                .map(column -> key(column.name()))
                .allMatch(keys::contains);
    }

    /** The columns that have a value in every row. */
    List<Column> inEveryRow() {
        return columns.stream().filter(Column::needsValue).toList();
    }

    /** The column that one of a file's names stands for, if any. */
    Optional<Column> column(String name, Collection<String> names) {
        return columns.stream()
                .filter(column -> column.find(names).equals(Optional.of(name)))
                .findFirst();
    }

    /** The required columns, for messages. */
    String requiredNames() {
        return columns.stream().filter(Column::required).map(Column::name).collect(Collectors.joining(", "));
    }

    /** What different spellings of a column have in common: user_id, userId, USER_ID. */
    static String key(String name) {
        return name.strip().replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static void add(ExportCategory category, Column... columns) {
        ALL.put(category, new TableShape(category, List.of(columns)));
    }

    private static Column inEveryRow(String name, Kind kind) {
        return new Column(name, kind, Presence.VALUE);
    }

    private static Column required(String name, Kind kind) {
        return new Column(name, kind, Presence.COLUMN);
    }

    private static Column optional(String name, Kind kind) {
        return new Column(name, kind, Presence.OPTIONAL);
    }
}
