package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.spi.HeaderText;
import io.github.cartoactivity.duckdb.Warehouse;
import io.github.cartoactivity.duckdb.internal.LogFile.Form;
import io.github.cartoactivity.duckdb.internal.SourceFile.Encoding;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out how a file of a query log is written, and whose it is. */
final class LogProbe {
    static final List<String> ENDINGS = Stream.concat(
                    Stream.of(".parquet"),
                    Stream.of(".csv", ".json", ".jsonl", ".ndjson").flatMap(name -> Stream.of(name, name + ".gz")))
            .toList();

    /** How many rows of JSON are looked at for the names of their fields. */
    private static final int SAMPLE = 1_000;

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*");

    /** The columns of PostgreSQL's csvlog; versions before 14 and 13 have fewer. */
    private static final List<String> CSVLOG = List.of(
            "log_time",
            "user_name",
            "database_name",
            "process_id",
            "connection_from",
            "session_id",
            "session_line_num",
            "command_tag",
            "session_start_time",
            "virtual_transaction_id",
            "transaction_id",
            "error_severity",
            "sql_state_code",
            "message",
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
            "query_id");

    private static final int CSVLOG_MIN = 23;

    private final Session session;
    private final Optional<Warehouse> warehouse;

    LogProbe(Session session, Optional<Warehouse> warehouse) {
        this.session = session;
        this.warehouse = warehouse;
    }

    LogFile file(Path path) {
        FileProbe probe = new FileProbe(path);
        Form form = form(probe);
        if (probe.isGzip()) {
            new TextCheck(path).throughGzip();
        }
        List<String> columns = columns(probe, path, form);
        boolean bare = form == Form.CSV
                && columns.size() >= CSVLOG_MIN
                && columns.size() <= CSVLOG.size()
                && TIME.matcher(columns.get(0)).matches();
        if (bare) {
            form = Form.CSV_WITHOUT_HEADER;
            columns = CSVLOG.subList(0, columns.size());
        }
        List<String> found = columns;
        LogShape shape = LogShape.recognise(found, warehouse).orElseThrow(() -> unknown(probe, found));
        return new LogFile(path, form, probe.isGzip(), columns, shape);
    }

    private RuntimeException unknown(FileProbe probe, List<String> columns) {
        String known = Stream.of(LogShape.values())
                .filter(shape -> warehouse.isEmpty() || warehouse.get() == shape.warehouse())
                .map(shape -> shape.warehouse() + " (" + shape.allNames() + ")")
                .collect(Collectors.joining("; "));
        return probe.broken(
                "The columns do not tell whose query log this is; they are " + HeaderText.of(columns),
                "Say it with WarehouseLog.from(...), or keep the names that the warehouse gives; known are " + known,
                null);
    }

    private static Form form(FileProbe probe) {
        char first = probe.first();
        if (first == '{' || first == '[') {
            return Form.JSON;
        }
        return probe.encoding() == Encoding.PARQUET ? Form.PARQUET : Form.CSV;
    }

    private List<String> columns(FileProbe probe, Path path, Form form) {
        if (form == Form.CSV) {
            return probe.csvHeader(probe.encoding());
        }
        LogFile unknown = new LogFile(path, form, probe.isGzip(), List.of(), LogShape.BIGQUERY);
        String rows = LogSql.scan(unknown, SourceSql.USUAL_LINE);
        String names = form == Form.PARQUET
                ? "SELECT column_name FROM (DESCRIBE SELECT * FROM " + rows + ")"
                : "SELECT DISTINCT unnest(json_keys(json)) FROM (SELECT json FROM " + rows + " LIMIT " + SAMPLE + ")"
                        + " LIMIT " + SAMPLE;
        List<String> columns = new ArrayList<>();
        try (Cursor cursor = session.cursor(names)) {
            while (cursor.advance()) {
                columns.add(String.valueOf(cursor.value(0)));
            }
        } catch (SQLException e) {
            throw LogErrors.of(path, e, session.watch());
        }
        return columns;
    }
}
