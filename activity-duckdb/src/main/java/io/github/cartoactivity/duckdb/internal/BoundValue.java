package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.UserId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a caller's value into one that the driver binds: an {@link Instant} is a UTC timestamp, and so on. */
final class BoundValue {
    private BoundValue() {}

    static @Nullable Object of(@Nullable Object value, Connection connection) throws SQLException {
        if (value instanceof List<?> list) {
            return array(list, connection);
        }
        return single(value);
    }

    private static @Nullable Object single(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof ZonedDateTime time) {
            return single(time.toInstant());
        }
        if (value instanceof ActivityEventType type) {
            return type.wireName();
        }
        if (value instanceof ExportCategory category) {
            return category.wireName();
        }
        if (value instanceof UserId || value instanceof Enum<?> || value instanceof CharSequence) {
            return value.toString();
        }
        return value;
    }

    private static Array array(List<?> list, Connection connection) throws SQLException {
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(single(element)));
        String type = elements.stream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(BoundValue::type)
                .orElse("VARCHAR");
        boolean asText = type.equals("VARCHAR");
        return connection.createArrayOf(
                type,
                elements.stream()
                        .map(element -> asText && element != null ? element.toString() : element)
                        .toArray());
    }

    private static String type(Object element) {
        if (element instanceof LocalDateTime) {
            return "TIMESTAMP";
        }
        if (element instanceof LocalDate) {
            return "DATE";
        }
        if (element instanceof Integer) {
            return "INTEGER";
        }
        if (element instanceof Long) {
            return "BIGINT";
        }
        return element instanceof Double ? "DOUBLE" : "VARCHAR";
    }
}
