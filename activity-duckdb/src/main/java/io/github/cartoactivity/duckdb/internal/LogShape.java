package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.Warehouse;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of one kind of query log, under the names that its warehouse gives them. */
enum LogShape {
    BIGQUERY(
            Warehouse.BIGQUERY,
            0,
            is(LogField.TEXT, "query"),
            is(LogField.ID, "job_id"),
            is(LogField.PARENT, "parent_job_id"),
            is(LogField.JOB_TYPE, "job_type"),
            is(LogField.TIME, "creation_time", "start_time"),
            is(LogField.BEGIN, "start_time", "creation_time"),
            is(LogField.END, "end_time"),
            is(LogField.BYTES, "total_bytes_processed"),
            is(LogField.BILLED, "total_bytes_billed"),
            is(LogField.USER, "user_email"),
            is(LogField.ERROR, "error_result")),
    SNOWFLAKE(
            Warehouse.SNOWFLAKE,
            1_000,
            is(LogField.TEXT, "query_text"),
            is(LogField.ID, "query_id"),
            is(LogField.TIME, "start_time"),
            is(LogField.END, "end_time"),
            is(LogField.ELAPSED, "total_elapsed_time"),
            is(LogField.BYTES, "bytes_scanned"),
            is(LogField.USER, "user_name"),
            is(LogField.STATUS, "execution_status")),
    REDSHIFT_HISTORY(
            Warehouse.REDSHIFT,
            1,
            is(LogField.TEXT, "query_text"),
            is(LogField.ID, "query_id"),
            is(LogField.TIME, "start_time"),
            is(LogField.END, "end_time"),
            is(LogField.ELAPSED, "elapsed_time"),
            is(LogField.USER, "user_id"),
            is(LogField.STATUS, "status")),
    REDSHIFT_QUERIES(
            Warehouse.REDSHIFT,
            1,
            is(LogField.TEXT, "querytxt"),
            is(LogField.ID, "query"),
            is(LogField.TIME, "starttime"),
            is(LogField.END, "endtime"),
            is(LogField.USER, "userid"),
            is(LogField.STATUS, "aborted")),
    DATABRICKS(
            Warehouse.DATABRICKS,
            1_000,
            is(LogField.TEXT, "statement_text"),
            is(LogField.ID, "statement_id"),
            is(LogField.TIME, "start_time"),
            is(LogField.END, "end_time"),
            is(LogField.ELAPSED, "total_duration_ms"),
            is(LogField.BYTES, "read_bytes"),
            is(LogField.USER, "executed_by", "executed_by_user_id"),
            is(LogField.STATUS, "execution_status")),
    POSTGRESQL_STATEMENTS(
            Warehouse.POSTGRESQL,
            1_000,
            is(LogField.TEXT, "query"),
            is(LogField.ELAPSED, "total_exec_time", "total_time"),
            is(LogField.USER, "rolname", "usename", "userid"),
            is(LogField.CALLS, "calls")),
    POSTGRESQL_LOG(
            Warehouse.POSTGRESQL,
            1_000,
            is(LogField.TEXT, "message"),
            is(LogField.TIME, "log_time", "timestamp"),
            is(LogField.USER, "user_name", "user"));

    private final Warehouse warehouse;
    private final int microsPerUnit;

    @SuppressWarnings("ImmutableEnumChecker") // filled here and only read afterwards
    private final Map<LogField, List<String>> names = new EnumMap<>(LogField.class);

    @SafeVarargs
    LogShape(Warehouse warehouse, int microsPerUnit, Map.Entry<LogField, List<String>>... columns) {
        this.warehouse = warehouse;
        this.microsPerUnit = microsPerUnit;
        for (Map.Entry<LogField, List<String>> column : columns) {
            names.put(column.getKey(), column.getValue());
        }
    }

    private static Map.Entry<LogField, List<String>> is(LogField field, String... names) {
        return Map.entry(field, List.of(names));
    }

    /**
     * The shape that most of a file's columns belong to; empty where none is ahead of the others.
     *
     * @param columns the file's columns
     * @param warehouse whose log it is, if that is known
     */
    static Optional<LogShape> recognise(Collection<String> columns, Optional<Warehouse> warehouse) {
        Set<String> keys = columns.stream().map(TableShape::key).collect(Collectors.toSet());
        List<LogShape> fitting = Stream.of(values())
                .filter(shape -> warehouse.isEmpty() || warehouse.get() == shape.warehouse)
                .filter(shape -> shape.has(LogField.TEXT, keys))
                .sorted(Comparator.comparingLong((LogShape shape) -> shape.score(keys))
                        .reversed())
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        LogShape best = fitting.get(0);
        boolean ahead = fitting.size() < 2 || best.score(keys) > fitting.get(1).score(keys);
        boolean told = best.score(keys) > 1 || warehouse.isPresent();
        return ahead && told ? Optional.of(best) : Optional.empty();
    }

    private long score(Set<String> keys) {
        return names.keySet().stream().filter(field -> has(field, keys)).count();
    }

    private boolean has(LogField field, Set<String> keys) {
        return names(field).stream().map(TableShape::key).anyMatch(keys::contains);
    }

    Warehouse warehouse() {
        return warehouse;
    }

    /** How many microseconds one unit of {@link LogField#ELAPSED} is. */
    int microsPerUnit() {
        return microsPerUnit;
    }

    /** The columns that may say something, the best one first. */
    List<String> names(LogField field) {
        return names.getOrDefault(field, List.of());
    }

    /** All columns, for messages. */
    String allNames() {
        return names.values().stream().map(list -> list.get(0)).distinct().collect(Collectors.joining(", "));
    }
}
