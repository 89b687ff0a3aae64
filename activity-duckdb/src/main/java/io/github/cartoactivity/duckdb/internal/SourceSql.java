package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.SourceFile.Encoding;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.model.DateRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL that makes every variant of an export file into the same rows. CSV is read as text and nothing is guessed;
 * Parquet is read as its types say.
 *
 * <p>Only an unquoted empty CSV field is null; {@code ""} is the empty text. A value that cannot be understood is an
 * error that says so, never null.
 */
final class SourceSql {
    /** Begins the text of an error that a value raises. */
    static final String BAD_VALUE = "Cannot understand the value of ";

    private static final long MAX_LINE = 16L << 20;
    private static final Set<String> NATIVE_TIMES =
            Set.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE", "DATE");

    private SourceSql() {}

    /** A table function call that reads one file. */
    static String scan(SourceFile file) {
        if (file.encoding() == Encoding.PARQUET) {
            return parquet(List.of(file.path()));
        }
        String columns = file.columns().keySet().stream()
                .map(name -> Quoted.literal(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "read_csv(" + Quoted.path(file.path()) + ", auto_detect=false, header=true, delim=',', quote='\"',"
                + " escape='\"', strict_mode=true, allow_quoted_nulls=false, max_line_size=" + MAX_LINE
                + ", buffer_size=" + 2 * MAX_LINE
                + ", compression='" + (file.encoding() == Encoding.GZIP_CSV ? "gzip" : "none")
                + "', columns={" + columns + "})";
    }

    /** A table function call that reads Parquet files of one schema. */
    static String parquet(List<Path> files) {
        String paths = files.stream().map(Quoted::path).collect(Collectors.joining(", ", "[", "]"));
        return "read_parquet(" + paths + ", binary_as_string=true, hive_partitioning=false)";
    }

    /** What to select from {@link #scan} to get the table's columns. */
    static String selectList(SourceFile file) {
        return file.shape().columns().stream()
                .map(column -> expression(file.columns(), column) + " AS " + Quoted.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** A condition that holds for the rows that count. */
    static String inRange(DateRange range) {
        return "(ts >= TIMESTAMP '" + range.from() + "' AND ts < TIMESTAMP '" + range.toExclusive() + "')";
    }

    /** Whether a file's times need no parsing, so that it can be queried in place. */
    static boolean isQueryable(SourceFile file) {
        return file.encoding() == Encoding.PARQUET
                && file.shape().columns().stream().allMatch(column -> switch (column.kind()) {
                    case TEXT -> "VARCHAR".equals(type(file.columns(), column));
                    case TIME -> NATIVE_TIMES.contains(type(file.columns(), column));
                    case NUMBER, TEXT_LIST -> false;
                });
    }

    private static String expression(Map<String, String> columns, Column column) {
        return columns.entrySet().stream()
                .filter(entry -> TableShape.key(entry.getKey()).equals(TableShape.key(column.name())))
                .findFirst()
                .map(entry -> value(column, Quoted.identifier(entry.getKey()), entry.getValue()))
                .orElse("CAST(NULL AS " + column.kind().type() + ")");
    }

    private static String type(Map<String, String> columns, Column column) {
        return columns.entrySet().stream()
                .filter(entry -> TableShape.key(entry.getKey()).equals(TableShape.key(column.name())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String value(Column column, String name, String type) {
        return switch (column.kind()) {
            case TEXT -> text(name, type);
            case TIME -> time(column, name, type);
            case NUMBER -> "CAST(" + name + " AS VARCHAR)";
            case TEXT_LIST -> list(column, name, type);
        };
    }

    private static String text(String name, String type) {
        boolean nested = type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP");
        return nested ? "CAST(to_json(" + name + ") AS VARCHAR)" : "CAST(" + name + " AS VARCHAR)";
    }

    /** Nanoseconds are cut, not rounded, so that the last event of a day stays in it. */
    private static String time(Column column, String name, String type) {
        return switch (type) {
            case "TIMESTAMP" -> name;
            case "TIMESTAMP_S", "TIMESTAMP_MS", "DATE" -> "CAST(" + name + " AS TIMESTAMP)";
            case "TIMESTAMP_NS" -> "make_timestamp(epoch_ns(" + name + ") // 1000)";
            case "TIMESTAMP WITH TIME ZONE" -> "make_timestamp(epoch_us(" + name + "))";
            case "VARCHAR" -> timeText(column, name);
            default -> epoch("CAST(" + name + " AS BIGINT)");
        };
    }

    /** A time with an offset is moved to UTC; one without is UTC already, as the session is. */
    private static String timeText(Column column, String name) {
        String trimmed = "trim(" + name + ")";
        return "CASE WHEN " + name + " IS NULL THEN NULL"
                + " WHEN contains(" + name + ", '-') AND NOT contains(" + name + ", '/')"
                + " AND TRY_CAST(" + trimmed + " AS TIMESTAMPTZ) IS NOT NULL"
                + " THEN make_timestamp(epoch_us(TRY_CAST(" + trimmed + " AS TIMESTAMPTZ)))"
                + " WHEN TRY_CAST(" + trimmed + " AS BIGINT) IS NOT NULL"
                + " THEN " + epoch("TRY_CAST(" + trimmed + " AS BIGINT)")
                + " ELSE error(" + badValue(column, name) + ") END";
    }

    /** Seconds, milliseconds, microseconds or nanoseconds, told apart by their size. */
    private static String epoch(String number) {
        return "make_timestamp(CASE WHEN abs(" + number + ") < 100000000000 THEN " + number + " * 1000000"
                + " WHEN abs(" + number + ") < 100000000000000 THEN " + number + " * 1000"
                + " WHEN abs(" + number + ") < 100000000000000000 THEN " + number
                + " ELSE " + number + " // 1000 END)";
    }

    private static String list(Column column, String name, String type) {
        if (type.endsWith("]")) {
            return "coalesce(CAST(" + name + " AS VARCHAR[]), [])";
        }
        String trimmed = "trim(CAST(" + name + " AS VARCHAR))";
        return "CASE WHEN " + name + " IS NULL OR " + trimmed + " IN ('', '[]', '{}') THEN CAST([] AS VARCHAR[])"
                + " WHEN " + trimmed + " LIKE '[%]' AND json_valid(" + trimmed + ")"
                + " THEN from_json(" + trimmed + ", '[\"VARCHAR\"]')"
                + " WHEN " + trimmed + " LIKE '{%}' OR " + trimmed + " LIKE '[%]'"
                + " THEN list_transform(string_split(" + trimmed + "[2:-2], ','), lambda x: trim(trim(x), '\"'''))"
                + " ELSE error(" + badValue(column, name) + ") END";
    }

    private static String badValue(Column column, String name) {
        return Quoted.literal(BAD_VALUE + column.name() + ": ") + " || left(CAST(" + name + " AS VARCHAR), 100)";
    }
}
