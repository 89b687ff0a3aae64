package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.QueryException;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.UserId;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of an answer into one of the type that a record component has. Nothing is cut, and nothing is rounded but
 * decimals that a component wants as floating point.
 */
final class ValueFitter {
    private static final Map<Class<?>, Function<BigDecimal, Object>> NUMBERS = Map.ofEntries(
            Map.entry(Byte.class, BigDecimal::byteValueExact),
            Map.entry(Short.class, BigDecimal::shortValueExact),
            Map.entry(Integer.class, BigDecimal::intValueExact),
            Map.entry(Long.class, BigDecimal::longValueExact),
            Map.entry(Float.class, BigDecimal::floatValue),
            Map.entry(Double.class, BigDecimal::doubleValue),
            Map.entry(BigInteger.class, BigDecimal::toBigIntegerExact),
            Map.entry(BigDecimal.class, number -> number));

    private final String component;

    ValueFitter(String component) {
        this.component = component;
    }

    @Nullable
    Object fit(@Nullable Object value, Type wanted) {
        if (raw(wanted) == Optional.class) {
            return Optional.ofNullable(fit(value, argument(wanted, 0)));
        }
        Class<?> type = MethodType.methodType(raw(wanted)).wrap().returnType();
        if (value == null) {
            if (raw(wanted).isPrimitive()) {
                throw misfit("null", type, null);
            }
            return null;
        }
        if (value instanceof List<?> list && type == List.class) {
            return elements(list, argument(wanted, 0));
        }
        if (value instanceof Map<?, ?> map && type == Map.class) {
            return entries(map, argument(wanted, 0), argument(wanted, 1));
        }
        return type.isInstance(value) ? value : fitted(value, type);
    }

    private Object fitted(Object value, Class<?> type) {
        if (NUMBERS.containsKey(type) && value instanceof Number number) {
            return number(number, type);
        }
        if (type == String.class && !(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
            return PlainText.of(value);
        }
        if (type == UserId.class && value instanceof String id) {
            return new UserId(id);
        }
        if (type.isEnum() && value instanceof String name) {
            return constant(name, type);
        }
        if (type == LocalDate.class && value instanceof Instant instant) {
            return day(instant);
        }
        if (type.isRecord() && value instanceof Map<?, ?> struct) {
            return nested(struct, type.asSubclass(Record.class));
        }
        throw misfit("a value of type " + value.getClass().getSimpleName(), type, null);
    }

    private LocalDate day(Instant instant) {
        if (!instant.equals(instant.truncatedTo(ChronoUnit.DAYS))) {
            throw misfit("the time " + instant, LocalDate.class, null);
        }
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private List<@Nullable Object> elements(List<?> list, Type element) {
        List<@Nullable Object> fitted = new ArrayList<>();
        list.forEach(value -> fitted.add(fit(value, element)));
        return Collections.unmodifiableList(fitted);
    }

    private Map<@Nullable Object, @Nullable Object> entries(Map<?, ?> map, Type key, Type value) {
        Map<@Nullable Object, @Nullable Object> fitted = new LinkedHashMap<>();
        map.forEach((k, v) -> fitted.put(fit(k, key), fit(v, value)));
        return Collections.unmodifiableMap(fitted);
    }

    private static Record nested(Map<?, ?> struct, Class<? extends Record> type) {
        List<String> names = struct.keySet().stream().map(String::valueOf).toList();
        return RecordReader.of(type, names).apply(struct.values().toArray());
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private static Type argument(Type type, int index) {
        Type argument =
                type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    private Object number(Number value, Class<?> type) {
        try {
            Function<BigDecimal, Object> narrow = NUMBERS.getOrDefault(type, number -> number);
            return narrow.apply(new BigDecimal(value.toString()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw misfit("the number " + value, type, e);
        }
    }

    /** Wire names count as constants do: {@code MapCreated} is {@code MAP_CREATED}. */
    private Object constant(String name, Class<?> type) {
        return Stream.of(name, "UNKNOWN")
                .flatMap(wanted -> Stream.of(type.getEnumConstants())
                        .filter(constant ->
                                TableShape.key(((Enum<?>) constant).name()).equals(TableShape.key(wanted))))
                .findFirst()
                .orElseThrow(() -> misfit("the text " + name, type, null));
    }

    private QueryException misfit(String what, Class<?> type, @Nullable Exception cause) {
        return new QueryException(
                ErrorDetails.of(
                        "The component " + component + " of type " + type.getSimpleName() + " cannot take " + what,
                        "Change the record, or CAST the column"),
                cause);
    }
}
