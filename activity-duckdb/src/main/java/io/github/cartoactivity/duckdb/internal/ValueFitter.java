package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.QueryException;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.UserId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a value of an answer into one of the type that a record component has; nothing is rounded or cut. */
final class ValueFitter {
    private static final Map<Class<?>, Function<BigDecimal, Object>> NUMBERS = Map.ofEntries(
            Map.entry(byte.class, BigDecimal::byteValueExact),
            Map.entry(Byte.class, BigDecimal::byteValueExact),
            Map.entry(short.class, BigDecimal::shortValueExact),
            Map.entry(Short.class, BigDecimal::shortValueExact),
            Map.entry(int.class, BigDecimal::intValueExact),
            Map.entry(Integer.class, BigDecimal::intValueExact),
            Map.entry(long.class, BigDecimal::longValueExact),
            Map.entry(Long.class, BigDecimal::longValueExact),
            Map.entry(float.class, BigDecimal::floatValue),
            Map.entry(Float.class, BigDecimal::floatValue),
            Map.entry(double.class, BigDecimal::doubleValue),
            Map.entry(Double.class, BigDecimal::doubleValue),
            Map.entry(BigInteger.class, BigDecimal::toBigIntegerExact),
            Map.entry(BigDecimal.class, number -> number));

    private final String component;

    ValueFitter(String component) {
        this.component = component;
    }

    @Nullable
    Object fit(@Nullable Object value, Type wanted) {
        if (wanted instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return Optional.ofNullable(fit(value, generic.getActualTypeArguments()[0]));
        }
        Class<?> type =
                wanted instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) wanted;
        if (value == null) {
            if (type.isPrimitive()) {
                throw misfit("null", type, null);
            }
            return null;
        }
        return fitted(value, type);
    }

    private Object fitted(Object value, Class<?> type) {
        if (type.isInstance(value)) {
            return value;
        }
        if (NUMBERS.containsKey(type) && value instanceof Number number) {
            return number(number, type);
        }
        if (type == String.class) {
            return PlainText.of(value);
        }
        if (type == boolean.class && value instanceof Boolean) {
            return value;
        }
        if (type == UserId.class && value instanceof String id) {
            return new UserId(id);
        }
        if (type.isEnum() && value instanceof String name) {
            return constant(name, type);
        }
        if (type == LocalDate.class && value instanceof Instant instant) {
            return LocalDate.ofInstant(instant, ZoneOffset.UTC);
        }
        throw misfit(value.getClass().getSimpleName(), type, null);
    }

    private Object number(Number value, Class<?> type) {
        try {
            Function<BigDecimal, Object> narrow = NUMBERS.getOrDefault(type, number -> number);
            return narrow.apply(new BigDecimal(value.toString()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw misfit("the number " + value, type, e);
        }
    }

    private Object constant(String name, Class<?> type) {
        for (Object constant : List.of(type.getEnumConstants())) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(name)) {
                return constant;
            }
        }
        throw misfit("the text " + name, type, null);
    }

    private QueryException misfit(String what, Class<?> type, @Nullable Exception cause) {
        return new QueryException(
                ErrorDetails.of(
                        "The component " + component + " of type " + type.getSimpleName() + " cannot take " + what,
                        "Change the record, or CAST the column"),
                cause);
    }
}
