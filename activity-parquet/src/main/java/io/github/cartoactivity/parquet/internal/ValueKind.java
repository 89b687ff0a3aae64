package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.spi.CellKind;
import io.github.cartoactivity.client.spi.DecimalText;
import io.github.cartoactivity.client.spi.TimestampText;
import io.github.cartoactivity.client.spi.Utf8Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** How the stored values of a column become texts, instants or numbers. */
abstract class ValueKind {
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long SECONDS_OF_DAY = 86_400;

    static Optional<ValueKind> of(PrimitiveType type, CellKind cell, int repetition) {
        if (repetition > (cell == CellKind.TEXT_LIST ? 1 : 0)) {
            return Optional.empty();
        }
        return switch (cell) {
            case TEXT, LABEL, TEXT_LIST -> text(type);
            case INSTANT -> instant(type);
            case DECIMAL -> decimal(type);
        };
    }

    String text(ColumnReader reader) {
        throw new IllegalStateException();
    }

    Instant instant(ColumnReader reader) {
        throw new IllegalStateException();
    }

    BigDecimal decimal(ColumnReader reader) {
        throw new IllegalStateException();
    }

    /** Makes a text. */
    interface AsText {
        String of(ColumnReader reader);
    }

    /** Makes an instant. */
    interface AsInstant {
        Instant of(ColumnReader reader);
    }

    /** Makes a number. */
    interface AsDecimal {
        BigDecimal of(ColumnReader reader);
    }

    private static Optional<ValueKind> text(AsText as) {
        return Optional.of(new ValueKind() {
            @Override
            String text(ColumnReader reader) {
                return as.of(reader);
            }
        });
    }

    private static Optional<ValueKind> instant(AsInstant as) {
        return Optional.of(new ValueKind() {
            @Override
            Instant instant(ColumnReader reader) {
                return as.of(reader);
            }
        });
    }

    private static Optional<ValueKind> decimal(AsDecimal as) {
        return Optional.of(new ValueKind() {
            @Override
            BigDecimal decimal(ColumnReader reader) {
                return as.of(reader);
            }
        });
    }

    private static Optional<ValueKind> text(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BINARY ->
                text(reader -> {
                    byte[] bytes = reader.getBinary().getBytesUnsafe();
                    return Utf8Text.decode(bytes, 0, bytes.length);
                });
            case FIXED_LEN_BYTE_ARRAY ->
                logical instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation
                        ? text(reader -> {
                            ByteBuffer bytes = reader.getBinary().toByteBuffer();
                            return new UUID(bytes.getLong(bytes.position()), bytes.getLong(bytes.position() + 8))
                                    .toString();
                        })
                        : Optional.empty();
            case INT32 -> text(reader -> Integer.toString(reader.getInteger()));
            case INT64 -> text(reader -> Long.toString(reader.getLong()));
            default -> Optional.empty();
        };
    }

    private static Optional<ValueKind> instant(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BINARY ->
                instant(reader -> {
                    byte[] bytes = reader.getBinary().getBytesUnsafe();
                    return TimestampText.parse(bytes, 0, bytes.length);
                });
            case INT64 -> {
                if (logical instanceof TimestampLogicalTypeAnnotation stamp) {
                    long perSecond = switch (stamp.getUnit()) {
                        case MILLIS -> 1_000;
                        case MICROS -> 1_000_000;
                        case NANOS -> 1_000_000_000;
                    };
                    yield instant(reader -> sinceEpoch(reader.getLong(), perSecond));
                }
                yield instant(reader -> {
                    byte[] digits = Long.toString(reader.getLong()).getBytes(StandardCharsets.US_ASCII);
                    return TimestampText.parse(digits, 0, digits.length);
                });
            }
            case INT96 ->
                instant(reader -> {
                    ByteBuffer bytes = reader.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
                    long nanos = bytes.getLong(bytes.position());
                    long day = Integer.toUnsignedLong(bytes.getInt(bytes.position() + 8)) - JULIAN_DAY_OF_EPOCH;
                    return Instant.ofEpochSecond(day * SECONDS_OF_DAY, nanos);
                });
            case INT32 ->
                logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                        ? instant(reader -> Instant.ofEpochSecond(reader.getInteger() * SECONDS_OF_DAY))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Instant sinceEpoch(long value, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
    }

    private static Optional<ValueKind> decimal(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        int scale = logical instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
        boolean unsigned = logical instanceof IntLogicalTypeAnnotation number && !number.isSigned();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 ->
                decimal(reader -> DecimalText.canonical(BigDecimal.valueOf(
                        unsigned ? Integer.toUnsignedLong(reader.getInteger()) : reader.getInteger(), scale)));
            case INT64 ->
                decimal(reader -> unsigned
                        ? new BigDecimal(Long.toUnsignedString(reader.getLong()))
                        : DecimalText.canonical(BigDecimal.valueOf(reader.getLong(), scale)));
            case FLOAT -> decimal(reader -> DecimalText.of(reader.getFloat()));
            case DOUBLE -> decimal(reader -> DecimalText.of(reader.getDouble()));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> {
                if (logical instanceof DecimalLogicalTypeAnnotation) {
                    yield decimal(reader -> DecimalText.canonical(
                            new BigDecimal(new BigInteger(reader.getBinary().getBytesUnsafe()), scale)));
                }
                yield type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY
                        ? decimal(reader -> {
                            byte[] bytes = reader.getBinary().getBytesUnsafe();
                            return DecimalText.parse(bytes, 0, bytes.length);
                        })
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
