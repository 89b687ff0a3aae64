package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.LogFile.Form;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL that makes a file of any query log into rows of one kind. All values are read as text and understood here, so
 * that one that cannot be is an error with its row. Of texts only those are kept that may have an audit trail.
 */
final class LogSql {
    /** How much of a text is looked at, in characters. */
    static final int LONGEST_TEXT = 1_000_000;

    /** How many bytes of text are read at once, about. */
    private static final long CHUNK = 16 << 20;

    private static final int LONGEST_NAME = 500;
    private static final long LONGEST_OBJECT = 32 << 20;

    private static final String MESSAGE = "'^(?:duration: ([0-9.]+) ms +)?(?:statement|execute [^:]*): *(.+)$', ";

    static final List<String> MACROS = List.of(
            "log_whole(what, text) AS CASE WHEN text IS NULL THEN NULL"
                    + " WHEN TRY_CAST(text AS BIGINT) IS NOT NULL THEN CAST(text AS BIGINT)"
                    + " ELSE spelling_error(what, text) END",
            "log_number(what, text) AS CASE WHEN text IS NULL THEN NULL"
                    + " WHEN isfinite(TRY_CAST(text AS DOUBLE)) THEN CAST(text AS DOUBLE)"
                    + " ELSE spelling_error(what, text) END",
            // Google's JSON has seconds with a fraction or an exponent. What most logs have is tried first, for its
            // speed.
            "log_time(what, text) AS CASE WHEN usual_time(text) IS NOT NULL THEN usual_time(text)"
                    + " WHEN regexp_full_match(text, '\\d{9,10}[.]\\d+|\\d[.]\\d+E9')"
                    + " THEN make_timestamp(CAST(round(CAST(text AS DOUBLE) * 1000000) AS BIGINT))"
                    + " ELSE time_of(what, text) END");

    private final LogFile file;

    LogSql(LogFile file) {
        this.file = file;
    }

    /** A table function call that reads a file; JSON comes as the column {@code json}. */
    static String scan(LogFile file, long maxLine) {
        String compression = ", compression='" + (file.gzip() ? "gzip" : "none") + "'";
        return switch (file.form()) {
            case PARQUET -> SourceSql.parquet(List.of(file.path()));
            case JSON ->
                "read_json_objects(" + Quoted.path(file.path()) + ", format='"
                        + (new FileProbe(file.path()).first() == '[' ? "array" : "newline_delimited")
                        + "', maximum_object_size=" + LONGEST_OBJECT + compression + ")";
            case CSV, CSV_WITHOUT_HEADER ->
                "read_csv(" + Quoted.path(file.path()) + ", auto_detect=false, header="
                        + (file.form() == Form.CSV) + ", delim=',', quote='\"', escape='\"', strict_mode=true,"
                        + " allow_quoted_nulls=false, nullstr=['', '\\N'], max_line_size=" + maxLine
                        + (maxLine > SourceSql.USUAL_LINE ? ", buffer_size=" + 2 * maxLine : "") + compression
                        + ", columns={"
                        + file.columns().stream()
                                .map(name -> Quoted.literal(name) + ": 'VARCHAR'")
                                .collect(Collectors.joining(", "))
                        + "})";
        };
    }

    /** A query that gives the rows, numbered on from {@code rows}, in chunks numbered on from {@code chunks}. */
    String rows(long rows, long chunks, long maxLine) {
        String raw = Stream.of(LogField.values())
                .map(field -> raw(field) + " AS " + alias(field))
                .collect(Collectors.joining(", "));
        String read = "SELECT row_number() OVER () AS row, " + raw + " FROM " + scan(file, maxLine);
        String understood = "SELECT row, " + isQuery() + " AS is_query, " + text()
                + " AS all_text, " + time(LogField.TIME) + " AS sent, " + time(LogField.BEGIN) + " AS begun, "
                + time(LogField.END) + " AS ended, * EXCLUDE (row) FROM (" + read + ")";
        return "SELECT " + rows + " + row, "
                + chunks + " + coalesce(sum(CASE WHEN contains(all_text, 'CARTO/') THEN least(strlen(all_text), "
                + LONGEST_TEXT + ") END) OVER (ROWS UNBOUNDED PRECEDING), 0) // " + CHUNK
                + ", is_query, CASE WHEN contains(all_text, 'CARTO/') THEN left(all_text, " + LONGEST_TEXT + ") END"
                + ", coalesce(all_text, '') <> '', coalesce(length(all_text), 0) > " + LONGEST_TEXT
                + ", sent, " + name(LogField.ID)
                + ", " + name(LogField.PARENT)
                + ", " + name(LogField.USER)
                + ", coalesce(" + call("log_whole", LogField.CALLS) + ", 1)"
                + ", " + call("log_whole", LogField.BYTES)
                + ", " + call("log_whole", LogField.BILLED)
                + ", " + micros()
                + ", " + failed()
                + " FROM (" + understood + ")";
    }

    private String raw(LogField field) {
        List<String> found =
                file.shape().names(field).stream().flatMap(this::columns).toList();
        return found.isEmpty()
                ? "CAST(NULL AS VARCHAR)"
                : found.stream().collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    /** The columns that a name stands for, as text. Fields of JSON may be missing in the rows that were looked at. */
    private Stream<String> columns(String name) {
        Stream<String> alike =
                file.columns().stream().filter(column -> TableShape.key(column).equals(TableShape.key(name)));
        if (file.form() == Form.JSON) {
            return Stream.concat(alike, Stream.of(name, name.toUpperCase(Locale.ROOT)))
                    .distinct()
                    .map(column -> "(json->>" + Quoted.literal("$.\"" + column.replace("\"", "\\\"") + "\"") + ")");
        }
        return alike.map(column -> "CAST(" + Quoted.identifier(column) + " AS VARCHAR)");
    }

    private static String alias(LogField field) {
        return "raw_" + field.name().toLowerCase(Locale.ROOT);
    }

    private String isQuery() {
        return switch (file.shape()) {
            case BIGQUERY -> "coalesce(upper(" + alias(LogField.JOB_TYPE) + ") = 'QUERY', true)";
            case POSTGRESQL_LOG -> "coalesce(regexp_matches(" + alias(LogField.TEXT) + ", " + MESSAGE + "'s'), false)";
            default -> "true";
        };
    }

    private String text() {
        return file.shape() == LogShape.POSTGRESQL_LOG
                ? "nullif(regexp_extract(" + alias(LogField.TEXT) + ", " + MESSAGE + "2, 's'), '')"
                : alias(LogField.TEXT);
    }

    private String time(LogField field) {
        return call("log_time", field);
    }

    /** A macro over a column; its errors name the column and the row. */
    private String call(String macro, LogField field) {
        List<String> names = file.shape().names(field);
        if (names.isEmpty()) {
            return "NULL";
        }
        return macro + "(" + Quoted.literal(names.get(0) + " in row ") + " || row, nullif(trim(" + alias(field)
                + "), ''))";
    }

    private static String name(LogField field) {
        return "left(nullif(" + alias(field) + ", ''), " + LONGEST_NAME + ")";
    }

    private String micros() {
        LogShape shape = file.shape();
        if (shape == LogShape.POSTGRESQL_LOG) {
            return "CAST(round(TRY_CAST(regexp_extract(" + alias(LogField.TEXT) + ", " + MESSAGE
                    + "1, 's') AS DOUBLE) * 1000) AS BIGINT)";
        }
        String elapsed =
                "CAST(round(" + call("log_number", LogField.ELAPSED) + " * " + shape.microsPerUnit() + ") AS BIGINT)";
        if (shape.names(LogField.END).isEmpty()) {
            return elapsed;
        }
        String begin = shape.names(LogField.BEGIN).isEmpty() ? "sent" : "begun";
        return "coalesce(" + elapsed + ", CASE WHEN ended >= " + begin + " THEN date_diff('microsecond', " + begin
                + ", ended) END)";
    }

    /** Null where the log does not say. A struct of BigQuery without any value is no error. */
    private String failed() {
        String status = alias(LogField.STATUS);
        String error = alias(LogField.ERROR);
        return switch (file.shape()) {
            case BIGQUERY ->
                raw(LogField.ERROR).startsWith("CAST(NULL")
                        ? "NULL"
                        : "coalesce(" + error + " NOT IN ('', 'null', '{}') AND NOT regexp_full_match(" + error
                                + ", '\\{(''?\\w+''?: NULL(, )?)*\\}'), false)";
            case REDSHIFT_QUERIES -> status + " IN ('1', 't', 'true')";
            default -> "regexp_matches(upper(" + status + "), '^(FAIL|CANCEL|ABORT|INCIDENT|ERROR)')";
        };
    }
}
