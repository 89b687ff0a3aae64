package io.github.cartoactivity.duckdb.internal;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column, without the driver's detour over the JVM's time zone. */
@FunctionalInterface
interface ColumnReader {
    @Nullable
    Object read(ResultSet result, int column) throws SQLException;

    static ColumnReader of(String type) {
        return switch (type) {
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> ColumnReader::micros;
            case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> ColumnReader::localTime;
            default -> (result, column) -> plain(result.getObject(column));
        };
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

    /** A value of the driver as one of the JDK. */
    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof JsonNode json) {
            return json.toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        }
        if (value instanceof Array array) {
            return list((Object[]) array.getArray());
        }
        if (value instanceof DuckDBStruct struct) {
            return map(struct.getMap());
        }
        return value instanceof Map<?, ?> map ? map(map) : value;
    }

    private static List<@Nullable Object> list(@Nullable Object[] values) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            list.add(plain(value));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> values) throws SQLException {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            map.put(plain(entry.getKey()), plain(entry.getValue()));
        }
        return Collections.unmodifiableMap(map);
    }
}
