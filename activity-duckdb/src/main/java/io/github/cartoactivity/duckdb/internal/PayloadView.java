package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A view of an archive's events for rewritten statements: {@code activity} and further columns whose names no statement
 * uses. For each {@link PayloadColumn} there is its value, and the text to look into instead where there is one.
 */
public final class PayloadView {
    /** The schema of the view. */
    public static final String SCHEMA = "carto";

    /** The name of the view. */
    public static final String NAME = "payloads";

    private PayloadView() {}

    /**
     * Which column of the view holds a value.
     *
     * @param column the value
     * @return its name
     */
    public static String value(PayloadColumn column) {
        return "carto " + column.columnName();
    }

    /**
     * Which column of the view holds the text that says what a payload gives, where that is not the value.
     *
     * @param column the value
     * @return its name
     */
    public static String text(PayloadColumn column) {
        return "carto odd " + column.columnName();
    }

    /** The statement that makes the view. Older files, which do not say where they differ, have to be looked into. */
    static String of(List<ArchivedFile> files) {
        Map<Integer, List<Path>> alike = files.stream()
                .collect(Collectors.groupingBy(
                        ArchivedFile::version, Collectors.mapping(ArchivedFile::path, Collectors.toList())));
        String rows = alike.entrySet().stream()
                .map(entry -> "SELECT type, ts, data, " + columns(entry.getKey()) + " FROM "
                        + SourceSql.parquet(entry.getValue()))
                .collect(Collectors.joining(" UNION ALL "));
        return "CREATE VIEW " + SCHEMA + "." + NAME + " AS " + (rows.isEmpty() ? none() : rows);
    }

    private static String columns(int version) {
        return Stream.of(PayloadColumn.values())
                .map(column -> own(column, version) + " AS " + Quoted.identifier(value(column)) + ", "
                        + odd(column, version) + " AS " + Quoted.identifier(text(column)))
                .collect(Collectors.joining(", "));
    }

    private static String own(PayloadColumn column, int version) {
        return column.isIn(version) ? column.columnName() : "CAST(NULL AS VARCHAR)";
    }

    private static String odd(PayloadColumn column, int version) {
        boolean isNoted = version >= PayloadColumn.ODD_SINCE && column.isIn(version);
        return isNoted ? PayloadColumn.ODD + "." + column.columnName() : "data";
    }

    private static String none() {
        return "SELECT type, ts, data, "
                + Stream.of(PayloadColumn.values())
                        .map(column -> "data AS " + Quoted.identifier(value(column)) + ", data AS "
                                + Quoted.identifier(text(column)))
                        .collect(Collectors.joining(", "))
                + " FROM activity";
    }
}
