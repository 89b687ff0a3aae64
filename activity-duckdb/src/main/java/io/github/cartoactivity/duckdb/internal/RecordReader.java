package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.QueryException;
import io.github.cartoactivity.model.ErrorDetails;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows into records: each component takes the column of its name, where {@code created_maps} and
 * {@code createdMaps} are the same.
 *
 * @param <T> the record
 */
public final class RecordReader<T extends Record> implements Function<@Nullable Object[], T> {
    private final Constructor<T> constructor;
    private final List<RecordComponent> components;
    private final int[] columns;

    private RecordReader(Constructor<T> constructor, List<RecordComponent> components, int[] columns) {
        this.constructor = constructor;
        this.components = components;
        this.columns = columns;
    }

    /**
     * A reader for one answer.
     *
     * @param type the record
     * @param names the answer's columns
     * @param <T> the record
     * @return the reader
     * @throws QueryException if a component has no column
     */
    public static <T extends Record> RecordReader<T> of(Class<T> type, List<String> names) {
        List<RecordComponent> components = List.of(type.getRecordComponents());
        int[] columns = components.stream()
                .mapToInt(component -> column(type, component.getName(), names))
                .toArray();
        return new RecordReader<>(constructor(type, components), components, columns);
    }

    /**
     * A single value as a record's component would take it.
     *
     * @param value the value
     * @param type what it is to be
     * @param <T> the same
     * @return the value, or null
     */
    @SuppressWarnings("unchecked") // a primitive type's class stands for its box
    public static <T> @Nullable T value(@Nullable Object value, Class<T> type) {
        return value == null ? null : (T) new ValueFitter("value").fit(value, type);
    }

    @Override
    public T apply(@Nullable Object[] row) {
        @Nullable Object[] arguments = new @Nullable Object[columns.length];
        for (int i = 0; i < arguments.length; i++) {
            RecordComponent component = components.get(i);
            arguments[i] = new ValueFitter(component.getName()).fit(row[columns[i]], component.getGenericType());
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new QueryException(
                    ErrorDetails.of("The record refused a row: " + e.getCause(), "")
                            .with("record", constructor.getDeclaringClass().getName()),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int column(Class<?> type, String component, List<String> names) {
        int exact = names.indexOf(component);
        if (exact >= 0) {
            return exact;
        }
        List<Integer> alike = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (TableShape.key(names.get(i)).equals(TableShape.key(component))) {
                alike.add(i);
            }
        }
        if (alike.size() != 1) {
            throw new QueryException(
                    ErrorDetails.of(
                                    (alike.isEmpty() ? "No column" : "More than one column") + " for the component "
                                            + component,
                                    "The columns are " + String.join(", ", names))
                            .with("record", type.getName()),
                    null);
        }
        return alike.get(0);
    }

    private static <T> Constructor<T> constructor(Class<T> type, List<RecordComponent> components) {
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new QueryException(
                    ErrorDetails.of(
                                    "The record cannot be made from here: " + e.getMessage(),
                                    "Make it public in an exported package, or open its package to"
                                            + " io.github.cartoactivity.duckdb")
                            .with("record", type.getName()),
                    e);
        }
    }
}
