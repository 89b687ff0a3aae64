package io.github.cartoactivity.duckdb.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type of an answer, taken apart by {@link ValueTypeParser}.
 *
 * <p>The driver makes timestamps inside lists, structs and maps into {@code java.sql.Timestamp}, which moves those that
 * the JVM's zone does not know. So a column that has them is cast to {@link #textual()}, and
 * {@link ValueReader} makes the texts into instants.
 */
sealed interface ValueType {

    /** Whether there is a timestamp in it. */
    boolean hasTimestamp();

    /** The same type with text in place of timestamps, in SQL. */
    String textual();

    /** A type without parts, as DuckDB writes it. */
    record Plain(String name) implements ValueType {
        private static final Set<String> TIMESTAMPS =
                Set.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE");

        @Override
        public boolean hasTimestamp() {
            return TIMESTAMPS.contains(name);
        }

        @Override
        public String textual() {
            return hasTimestamp() ? "VARCHAR" : name;
        }
    }

    /** A list, or an array of fixed size; {@code brackets} are {@code []} or {@code [3]}. */
    record Sequence(ValueType element, String brackets) implements ValueType {
        @Override
        public boolean hasTimestamp() {
            return element.hasTimestamp();
        }

        @Override
        public String textual() {
            return element.textual() + brackets;
        }
    }

    /** A struct with its fields in order. */
    record Struct(Map<String, ValueType> fields) implements ValueType {
        @Override
        public boolean hasTimestamp() {
            return fields.values().stream().anyMatch(ValueType::hasTimestamp);
        }

        @Override
        public String textual() {
            return fields.entrySet().stream()
                    .map(field -> Quoted.identifier(field.getKey()) + " "
                            + field.getValue().textual())
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
    }

    /** A struct whose fields have no names, which no SQL can be written for. */
    record Tuple(List<ValueType> fields) implements ValueType {
        @Override
        public boolean hasTimestamp() {
            return false;
        }

        @Override
        public String textual() {
            throw new UnsupportedOperationException("A tuple is never cast");
        }
    }

    /** A map. */
    record Mapping(ValueType key, ValueType value) implements ValueType {
        @Override
        public boolean hasTimestamp() {
            return key.hasTimestamp() || value.hasTimestamp();
        }

        @Override
        public String textual() {
            return "MAP(" + key.textual() + ", " + value.textual() + ")";
        }
    }
}
