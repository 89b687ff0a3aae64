package io.github.cartoactivity.duckdb.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column, without the driver's detour over the JVM's time zone. */
@FunctionalInterface
interface ColumnReader {
    @Nullable
    Object read(ResultSet result, int column) throws SQLException;

    /** A reader for a type as the answer's metadata names it. */
    static ColumnReader of(String type) {
        return switch (type) {
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> ColumnReader::micros;
            case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> ColumnReader::localTime;
            default -> of(ValueTypeParser.parse(type));
        };
    }

    /** A reader for a type without timestamps, or with texts in place of those inside it. */
    static ColumnReader of(ValueType type) {
        return (result, column) -> ValueReader.read(type, result.getObject(column));
    }

    /** The driver's long of a timestamp is what DuckDB holds: microseconds since 1970 in UTC. */
    private static @Nullable Instant micros(ResultSet result, int column) throws SQLException {
        long micros = result.getLong(column);
        return result.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static @Nullable Instant localTime(ResultSet result, int column) throws SQLException {
        LocalDateTime time = result.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
