package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.ValueType.Mapping;
import io.github.cartoactivity.duckdb.internal.ValueType.Plain;
import io.github.cartoactivity.duckdb.internal.ValueType.Sequence;
import io.github.cartoactivity.duckdb.internal.ValueType.Struct;
import io.github.cartoactivity.duckdb.internal.ValueType.Tuple;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Makes a value of the driver, nested ones too, into one of the JDK. */
final class ValueReader {
    /** {@code 2025-10-01 12:34:56.789}, and an offset for times with zone. */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT);

    private ValueReader() {}

    static @Nullable Object read(ValueType type, @Nullable Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        if (type instanceof Sequence sequence) {
            return list(sequence.element(), ((Array) value).getArray());
        }
        if (type instanceof Struct struct) {
            return struct(struct, ((java.sql.Struct) value).getAttributes());
        }
        if (type instanceof Tuple tuple) {
            return tuple(tuple, ((java.sql.Struct) value).getAttributes());
        }
        if (type instanceof Mapping mapping) {
            return map(mapping, (Map<?, ?>) value);
        }
        return plain((Plain) type, value);
    }

    private static @Nullable Object plain(Plain type, Object value) throws SQLException {
        if (type.hasTimestamp()) {
            return instant(value);
        }
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof JsonNode) {
            return value.toString();
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        }
        return value;
    }

    /** A timestamp that came as text; one beyond the calendar (infinity) stays text. */
    private static Object instant(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        String text = value.toString();
        try {
            TemporalAccessor time = TIMESTAMP.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static List<@Nullable Object> list(ValueType element, Object array) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object value : (@Nullable Object[]) array) {
            list.add(read(element, value));
        }
        return Collections.unmodifiableList(list);
    }

    private static List<@Nullable Object> tuple(Tuple tuple, @Nullable Object[] values) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            list.add(read(tuple.fields().get(i), values[i]));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, @Nullable Object> struct(Struct struct, @Nullable Object[] values) throws SQLException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Iterator<@Nullable Object> value = Arrays.asList(values).iterator();
        for (Map.Entry<String, ValueType> field : struct.fields().entrySet()) {
            map.put(field.getKey(), read(field.getValue(), value.next()));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Map<@Nullable Object, @Nullable Object> map(Mapping mapping, Map<?, ?> values) throws SQLException {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            map.put(read(mapping.key(), entry.getKey()), read(mapping.value(), entry.getValue()));
        }
        return Collections.unmodifiableMap(map);
    }
}
