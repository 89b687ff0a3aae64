package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer. Columns are found by name without regard to letter case, as in DuckDB.
 *
 * <p>Values are of the JDK: TIMESTAMP (all of them, with and without zone) is an {@link Instant}, DATE a
 * {@link LocalDate}, DECIMAL a {@link BigDecimal}, HUGEINT and UBIGINT a {@link java.math.BigInteger}, BIGINT and
 * UINTEGER a {@link Long}, smaller integers an {@link Integer}, LIST and ARRAY a {@link List}, STRUCT and MAP a
 * {@link Map}, JSON and text a {@link String}. Two columns of the same name are told apart by {@code _1}, {@code _2}
 * and so on.
 */
public final class Row {
    private final Columns columns;
    private final @Nullable Object[] values;

    Row(Columns columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * The columns' names in order.
     *
     * @return the names
     */
    public List<String> names() {
        return columns.names();
    }

    /**
     * A value as it is.
     *
     * @param name the column
     * @return the value, or null
     * @throws QueryException if there is no such column
     */
    public @Nullable Object value(String name) {
        return values[columns.index(name)];
    }

    /**
     * A value by its position.
     *
     * @param column from 0
     * @return the value, or null
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public @Nullable Object value(int column) {
        return values[column];
    }

    /**
     * A value as text.
     *
     * @param name the column
     * @return the text, or null
     */
    public @Nullable String text(String name) {
        Object value = value(name);
        return value == null ? null : value.toString();
    }

    /**
     * A whole number.
     *
     * @param name the column
     * @return the number, or 0 for null
     * @throws QueryException if it is no number, or does not fit
     */
    public long number(String name) {
        Object value = value(name);
        if (value == null) {
            return 0;
        }
        try {
            return decimal(name, value).longValueExact();
        } catch (ArithmeticException e) {
            throw mismatch(name, "a whole number", value, e);
        }
    }

    /**
     * An exact number.
     *
     * @param name the column
     * @return the number, or null
     * @throws QueryException if it is no number
     */
    public @Nullable BigDecimal decimal(String name) {
        Object value = value(name);
        return value == null ? null : decimal(name, value);
    }

    /**
     * A point in time.
     *
     * @param name the column
     * @return the instant, or null
     * @throws QueryException if it is none
     */
    public @Nullable Instant instant(String name) {
        return cast(name, Instant.class);
    }

    /**
     * A day.
     *
     * @param name the column
     * @return the day, or null
     * @throws QueryException if it is none
     */
    public @Nullable LocalDate date(String name) {
        return cast(name, LocalDate.class);
    }

    /**
     * All values by name, in order.
     *
     * @return a map that cannot be changed; it may hold nulls
     */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(names().get(i), values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    private BigDecimal decimal(String name, Object value) {
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            throw mismatch(name, "a number", value, e);
        }
    }

    private <T> @Nullable T cast(String name, Class<T> type) {
        Object value = value(name);
        if (value != null && !type.isInstance(value)) {
            throw mismatch(name, "of type " + type.getSimpleName(), value, null);
        }
        return type.cast(value);
    }

    private static QueryException mismatch(String name, String wanted, Object value, @Nullable Exception cause) {
        return new QueryException(
                ErrorDetails.of(
                        "Column " + name + " is not " + wanted + " but of type "
                                + value.getClass().getSimpleName(),
                        "Read it with value(...), or CAST it in the statement"),
                cause);
    }
}
