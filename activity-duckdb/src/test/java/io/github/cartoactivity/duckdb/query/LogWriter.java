package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.DuckDb;
import io.github.cartoactivity.duckdb.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes queries as each warehouse logs them: its columns, its units, its spellings of times. */
final class LogWriter {
    /** How a log is written. */
    enum Form {
        CSV,
        JSON_LINES,
        PARQUET
    }

    private static final DateTimeFormatter CIVIL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter PACIFIC = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS xx", Locale.ROOT)
            .withZone(ZoneOffset.ofHours(-7));

    private LogWriter() {}

    static Path write(List<SentQuery> queries, Warehouse warehouse, Form form, Path directory) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        queries.forEach(query -> rows.add(row(query, warehouse)));
        Path file = directory.resolve(warehouse + "-" + form + ".log");
        return switch (form) {
            case CSV -> Files.writeString(file, csv(rows, warehouse != Warehouse.POSTGRESQL));
            case JSON_LINES -> Files.writeString(file, json(rows));
            case PARQUET -> {
                Path lines = Files.writeString(directory.resolve(warehouse + ".jsonl"), json(rows));
                yield DuckDb.parquet(file, "SELECT * FROM read_json('" + lines + "', sample_size=-1)");
            }
        };
    }

    private static Map<String, @Nullable Object> row(SentQuery query, Warehouse warehouse) {
        return switch (warehouse) {
            case BIGQUERY -> bigQuery(query);
            case SNOWFLAKE -> snowflake(query);
            case REDSHIFT -> redshift(query);
            case DATABRICKS -> databricks(query);
            case POSTGRESQL -> postgres(query);
        };
    }

    static Map<String, @Nullable Object> bigQuery(SentQuery query) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("creation_time", CIVIL.format(query.ts()) + " UTC");
        row.put("project_id", "my-project");
        row.put("user_email", query.sender());
        row.put("job_id", query.id());
        row.put("job_type", "QUERY");
        row.put("start_time", CIVIL.format(query.ts().plusMillis(5)) + " UTC");
        row.put("end_time", CIVIL.format(end(query).plusMillis(5)) + " UTC");
        row.put("query", query.sql());
        row.put("state", "DONE");
        row.put("total_bytes_processed", query.bytes());
        row.put("total_bytes_billed", billed(query));
        row.put(
                "error_result",
                query.failed() ? Map.of("reason", "invalidQuery", "message", "no, \"really\" not") : null);
        return row;
    }

    static long billed(SentQuery query) {
        return (query.bytes() + 1_048_575) / 1_048_576 * 1_048_576;
    }

    private static Map<String, @Nullable Object> snowflake(SentQuery query) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("QUERY_ID", query.id());
        row.put("QUERY_TEXT", query.sql());
        row.put("DATABASE_NAME", null);
        row.put("QUERY_TYPE", "SELECT");
        row.put("USER_NAME", query.sender());
        row.put("WAREHOUSE_NAME", "COMPUTE_WH");
        row.put("EXECUTION_STATUS", query.failed() ? "FAIL" : "SUCCESS");
        row.put("ERROR_MESSAGE", query.failed() ? "SQL compilation error" : null);
        row.put("START_TIME", PACIFIC.format(query.ts()));
        row.put("END_TIME", PACIFIC.format(end(query)));
        row.put("TOTAL_ELAPSED_TIME", query.millis());
        row.put("BYTES_SCANNED", query.bytes());
        return row;
    }

    private static Map<String, @Nullable Object> redshift(SentQuery query) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("user_id", 100 + query.sender().length());
        row.put("query_id", query.id());
        row.put("transaction_id", 5);
        row.put("query_type", "SELECT");
        row.put("status", query.failed() ? "failed" : "success");
        row.put("start_time", CIVIL.format(query.ts()));
        row.put("end_time", CIVIL.format(end(query)));
        row.put("elapsed_time", query.millis() * 1_000);
        row.put("query_text", query.sql());
        return row;
    }

    private static Map<String, @Nullable Object> databricks(SentQuery query) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("statement_id", query.id());
        row.put("execution_status", query.failed() ? "CANCELED" : "FINISHED");
        row.put("compute", Map.of("type", "WAREHOUSE", "warehouse_id", "ec58"));
        row.put("executed_by", query.sender());
        row.put("statement_text", query.sql());
        row.put("total_duration_ms", query.millis());
        row.put("start_time", query.ts().toString());
        row.put("end_time", end(query).toString());
        row.put("read_bytes", query.bytes());
        return row;
    }

    /** As with {@code log_min_duration_statement = 0}: the text and the time in one message. */
    private static Map<String, @Nullable Object> postgres(SentQuery query) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("log_time", CIVIL.format(query.ts()) + " UTC");
        row.put("user_name", query.sender());
        List.of(
                        "database_name",
                        "process_id",
                        "connection_from",
                        "session_id",
                        "session_line_num",
                        "command_tag",
                        "session_start_time",
                        "virtual_transaction_id",
                        "transaction_id")
                .forEach(name -> row.put(name, "x"));
        row.put("error_severity", "LOG");
        row.put("sql_state_code", "00000");
        row.put("message", "duration: " + query.millis() + ".000 ms  execute <unnamed>: " + query.sql());
        List.of(
                        "detail",
                        "hint",
                        "internal_query",
                        "internal_query_pos",
                        "context",
                        "query",
                        "query_pos",
                        "location",
                        "application_name",
                        "backend_type",
                        "leader_pid",
                        "query_id")
                .forEach(name -> row.put(name, null));
        return row;
    }

    private static Instant end(SentQuery query) {
        return query.ts().plusMillis(query.millis());
    }

    static String csv(List<Map<String, @Nullable Object>> rows, boolean header) {
        StringBuilder text = new StringBuilder();
        if (header) {
            text.append(String.join(",", rows.get(0).keySet())).append('\n');
        }
        for (Map<String, @Nullable Object> row : rows) {
            text.append(row.values().stream().map(LogWriter::cell).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof Map<?, ?> ? jsonValue(value) : value.toString();
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A line per row; what is null is left out, as BigQuery does. */
    static String json(List<Map<String, @Nullable Object>> rows) {
        return rows.stream().map(LogWriter::jsonValue).collect(Collectors.joining("\n"));
    }

    private static String jsonValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .filter(field -> field.getValue() != null)
                    .map(field -> jsonValue(field.getKey()) + ":" + jsonValue(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = String.valueOf(value)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return '"' + text + '"';
    }
}
