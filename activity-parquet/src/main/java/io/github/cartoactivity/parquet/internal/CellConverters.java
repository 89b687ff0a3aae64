package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.DecimalText;
import io.github.cartoactivity.client.spi.LabelCache;
import io.github.cartoactivity.client.spi.ListText;
import io.github.cartoactivity.client.spi.TimestampText;
import io.github.cartoactivity.client.spi.Utf8Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** How each stored type becomes a text, an instant or a number; empty where it cannot. */
final class CellConverters {
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long SECONDS_OF_DAY = 86_400;

    /** As many as in text. */
    private static final int MOST_DIGITS = 400;

    /** What so many digits take. */
    private static final int MOST_DECIMAL_BYTES = 168;

    private static final int NANOS_OF_SECOND = 1_000_000_000;

    private CellConverters() {}

    static Optional<CellConverter> text(PrimitiveType type, ReadLimits limits) {
        boolean unsigned = isUnsigned(type);
        return switch (type.getPrimitiveTypeName()) {
            case BINARY ->
                isDecimal(type)
                        ? Optional.empty()
                        : bytes((bytes, from, length) -> {
                            checkLength(length, limits);
                            return Utf8Text.decode(bytes, from, length);
                        });
            case FIXED_LEN_BYTE_ARRAY -> isUuid(type) ? bytes(CellConverters::uuid) : Optional.empty();
            case INT32 -> ints(unsigned ? Integer::toUnsignedString : Integer::toString);
            case INT64 -> longs(unsigned ? Long::toUnsignedString : Long::toString);
            case BOOLEAN, FLOAT, DOUBLE, INT96 -> Optional.empty();
        };
    }

    static Optional<CellConverter> label(PrimitiveType type, ReadLimits limits) {
        if (type.getPrimitiveTypeName() != PrimitiveType.PrimitiveTypeName.BINARY || isDecimal(type)) {
            return text(type, limits);
        }
        LabelCache cache = new LabelCache();
        return bytes((bytes, from, length) -> {
            checkLength(length, limits);
            return cache.get(bytes, from, length);
        });
    }

    /** A list that is written as one text. */
    static CellConverter list(CellConverter text) {
        return new CellConverter() {
            @Override
            Object ofInt(int value) {
                return parsed(text.ofInt(value));
            }

            @Override
            Object ofLong(long value) {
                return parsed(text.ofLong(value));
            }

            @Override
            Object ofBytes(byte[] bytes, int from, int length) {
                return parsed(text.ofBytes(bytes, from, length));
            }

            private Object parsed(Object cell) {
                return cell instanceof String list ? guarded(() -> ListText.parse(list)) : cell;
            }
        };
    }

    static Optional<CellConverter> instant(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BINARY ->
                isDecimal(type)
                        ? Optional.empty()
                        : bytes((bytes, from, length) -> TimestampText.parse(bytes, from, from + length));
            case INT64 ->
                longs(
                        logical instanceof TimestampLogicalTypeAnnotation stamp
                                ? sinceEpoch(stamp)
                                : CellConverters::epoch);
            case INT96 -> bytes(CellConverters::int96);
            case INT32 ->
                logical instanceof DateLogicalTypeAnnotation
                        ? ints(day -> Instant.ofEpochSecond(day * SECONDS_OF_DAY))
                        : Optional.empty();
            case BOOLEAN, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
        };
    }

    static Optional<CellConverter> decimal(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        int scale = logical instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
        boolean unsigned = isUnsigned(type);
        return switch (type.getPrimitiveTypeName()) {
            case INT32 ->
                ints(value -> DecimalText.canonical(
                        BigDecimal.valueOf(unsigned ? Integer.toUnsignedLong(value) : value, scale)));
            case INT64 ->
                longs(value -> unsigned && value < 0
                        ? new BigDecimal(Long.toUnsignedString(value))
                        : DecimalText.canonical(BigDecimal.valueOf(value, scale)));
            case FLOAT -> floats();
            case DOUBLE -> doubles(DecimalText::of);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> {
                if (isDecimal(type)) {
                    yield bytes((bytes, from, length) -> decimal(bytes, from, length, scale));
                }
                yield type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY
                        ? bytes((bytes, from, length) -> DecimalText.parse(bytes, from, from + length))
                        : Optional.empty();
            }
            case BOOLEAN, INT96 -> Optional.empty();
        };
    }

    private static Object decimal(byte[] bytes, int from, int length, int scale) {
        if (length > MOST_DECIMAL_BYTES || scale > MOST_DIGITS) {
            throw new BadRowException("A number of " + length + " bytes and scale " + scale + " is too long");
        }
        return DecimalText.canonical(new BigDecimal(new BigInteger(bytes, from, length), scale));
    }

    private static LongFunction<Object> sinceEpoch(TimestampLogicalTypeAnnotation stamp) {
        long perSecond = switch (stamp.getUnit()) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> NANOS_OF_SECOND;
        };
        long nanos = NANOS_OF_SECOND / perSecond;
        return value -> Instant.ofEpochSecond(Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * nanos);
    }

    /** A number without a unit: told by its size, as in text. */
    private static Object epoch(long value) {
        byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        return TimestampText.parse(digits, 0, digits.length);
    }

    private static Object int96(byte[] bytes, int from, int length) {
        ByteBuffer stored = ByteBuffer.wrap(bytes, from, length).order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = stored.getLong();
        long day = Integer.toUnsignedLong(stored.getInt()) - JULIAN_DAY_OF_EPOCH;
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY, nanosOfDay);
    }

    private static Object uuid(byte[] bytes, int from, int length) {
        ByteBuffer stored = ByteBuffer.wrap(bytes, from, length);
        return new UUID(stored.getLong(), stored.getLong()).toString();
    }

    private static boolean isUnsigned(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation number && !number.isSigned();
    }

    private static boolean isDecimal(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    }

    private static boolean isUuid(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation && type.getTypeLength() == 16;
    }

    private static void checkLength(int length, ReadLimits limits) {
        if (length > limits.maxCellBytes()) {
            throw PageFault.limit("A cell has " + length + " bytes, more than " + limits.maxCellBytes());
        }
    }

    /** A cell, or what is wrong with it. */
    private static Object guarded(Supplier<Object> cell) {
        try {
            return cell.get();
        } catch (BadRowException e) {
            return e;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return new BadRowException("The stored value is out of range");
        }
    }

    /** Makes a cell of bytes. */
    private interface BytesFunction {
        Object apply(byte[] bytes, int from, int length);
    }

    private static Optional<CellConverter> bytes(BytesFunction function) {
        return Optional.of(new CellConverter() {
            @Override
            Object ofBytes(byte[] bytes, int from, int length) {
                return guarded(() -> function.apply(bytes, from, length));
            }
        });
    }

    private static Optional<CellConverter> ints(IntFunction<Object> function) {
        return Optional.of(new CellConverter() {
            @Override
            Object ofInt(int value) {
                return guarded(() -> function.apply(value));
            }
        });
    }

    private static Optional<CellConverter> longs(LongFunction<Object> function) {
        return Optional.of(new CellConverter() {
            @Override
            Object ofLong(long value) {
                return guarded(() -> function.apply(value));
            }
        });
    }

    private static Optional<CellConverter> floats() {
        return Optional.of(new CellConverter() {
            @Override
            Object ofFloat(float value) {
                return guarded(() -> DecimalText.of(value));
            }
        });
    }

    private static Optional<CellConverter> doubles(DoubleFunction<Object> function) {
        return Optional.of(new CellConverter() {
            @Override
            Object ofDouble(double value) {
                return guarded(() -> function.apply(value));
            }
        });
    }
}
