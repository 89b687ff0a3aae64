package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.SourceFile.Encoding;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.model.DateRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    /** DuckDB's own limit of a line of CSV, which its buffers are made for. */
    static final long USUAL_LINE = 2_000_000;

    /** The longest line of CSV that is read at all. */
    static final long LONGEST_LINE = 64L << 20;

    private static final Set<String> NATIVE_TIMES =
            Set.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE", "DATE");

    private SourceSql() {}

    /** A table function call that reads one file, with lines of CSV up to a length in bytes. */
    static String scan(SourceFile file, long maxLine) {
        if (file.encoding() == Encoding.PARQUET) {
            return parquet(List.of(file.path()));
        }
        String columns = file.columns().keySet().stream()
                .map(name -> Quoted.literal(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "read_csv(" + Quoted.path(file.path()) + ", auto_detect=false, header=true, delim=',', quote='\"',"
                + " escape='\"', strict_mode=true, allow_quoted_nulls=false, max_line_size=" + maxLine
                + (maxLine > USUAL_LINE ? ", buffer_size=" + 2 * maxLine : "")
                + ", compression='" + (file.encoding() == Encoding.GZIP_CSV ? "gzip" : "none")
                + "', columns={" + columns + "})";
    }

    /** A table function call that reads Parquet files of one schema. */
    static String parquet(List<Path> files) {
        return "read_parquet(" + Quoted.paths(files) + ", binary_as_string=true, hive_partitioning=false)";
    }

    /** A query over Parquet files of one schema and range that gives the table's rows. */
    static String inPlace(List<SourceFile> alike) {
        SourceFile first = alike.get(0);
        String select = "SELECT " + selectList(first) + " FROM "
                + parquet(alike.stream().map(SourceFile::path).toList());
        return first.range()
                .map(range -> "SELECT * FROM (" + select + ") WHERE " + inRange(range))
                .orElse(select);
    }

    /** What to select from {@link #scan(SourceFile, long)} to get the table's columns. */
    static String selectList(SourceFile file) {
        return file.shape().columns().stream()
                .map(column -> expression(file, column) + " AS " + Quoted.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** What to select to get all columns that the file has, in its order, the table's own ones under their names. */
    static String wholeSelectList(SourceFile file) {
        return file.columns().entrySet().stream()
                .map(entry -> file.shape()
                        .column(entry.getKey(), file.columns().keySet())
                        .map(column -> value(column, Quoted.identifier(entry.getKey()), entry.getValue()) + " AS "
                                + Quoted.identifier(column.name()))
                        .orElse(Quoted.identifier(entry.getKey())))
                .collect(Collectors.joining(", "));
    }

    /** A condition that holds for the rows that count. */
    static String inRange(DateRange range) {
        return "(ts >= TIMESTAMP '" + range.from() + "' AND ts < TIMESTAMP '" + range.toExclusive() + "')";
    }

    /** Whether a file's times need no parsing, so that it can be queried in place. */
    static boolean isQueryable(SourceFile file) {
        return file.encoding() == Encoding.PARQUET
                && file.shape().columns().stream().allMatch(column -> isNative(file, column));
    }

    private static String expression(SourceFile file, Column column) {
        return nameInFile(file, column)
                .map(name -> value(column, Quoted.identifier(name), type(file, name)))
                .orElse("CAST(NULL AS " + column.kind().type() + ")");
    }

    /** Whether a type is one that the column's values can have; where it is not, casts would make up values. */
    static boolean isReadable(Column column, String type) {
        return switch (column.kind()) {
            case TEXT ->
                !type.startsWith("VARIANT") && (!isNested(type) || column.name().equals("data"));
            case TIME -> NATIVE_TIMES.contains(type) || type.equals("VARCHAR") || type.equals("BIGINT");
            case NUMBER -> !isNested(type) && !type.startsWith("VARIANT");
            case TEXT_LIST -> type.endsWith("]") || !isNested(type);
        };
    }

    private static boolean isNested(String type) {
        return type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP") || type.startsWith("UNION");
    }

    private static boolean isNative(SourceFile file, Column column) {
        String type = nameInFile(file, column).map(name -> type(file, name)).orElse("");
        return switch (column.kind()) {
            case TEXT -> type.equals("VARCHAR") || type.equals("JSON");
            case TIME -> NATIVE_TIMES.contains(type);
            case NUMBER, TEXT_LIST -> false;
        };
    }

    private static Optional<String> nameInFile(SourceFile file, Column column) {
        return column.find(file.columns().keySet());
    }

    private static String type(SourceFile file, String name) {
        return file.columns().getOrDefault(name, "");
    }

    private static String value(Column column, String name, String type) {
        return switch (column.kind()) {
            case TEXT -> text(name, type);
            case TIME -> time(column, name, type);
            case NUMBER -> Spellings.number(column.name(), name);
            case TEXT_LIST -> list(column, name, type);
        };
    }

    private static String text(String name, String type) {
        return isNested(type) ? "CAST(to_json(" + name + ") AS VARCHAR)" : "CAST(" + name + " AS VARCHAR)";
    }

    /** Nanoseconds are cut, not rounded, so that the last event of a day stays in it. */
    private static String time(Column column, String name, String type) {
        return switch (type) {
            case "TIMESTAMP" -> name;
            case "TIMESTAMP_S", "TIMESTAMP_MS", "DATE" -> "CAST(" + name + " AS TIMESTAMP)";
            case "TIMESTAMP_NS" -> "make_timestamp(epoch_ns(" + name + ") // 1000)";
            case "TIMESTAMP WITH TIME ZONE" -> "make_timestamp(epoch_us(" + name + "))";
            case "VARCHAR" -> Spellings.time(column.name(), name);
            default -> Spellings.epoch(name);
        };
    }

    private static String list(Column column, String name, String type) {
        return type.endsWith("]")
                ? Spellings.present("coalesce(CAST(" + name + " AS VARCHAR[]), [])")
                : Spellings.list(column.name(), name);
    }
}
