package io.github.cartoactivity.parquet.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Numbers of which the first bytes stand together, then the second bytes, and so on: BYTE_STREAM_SPLIT. */
final class SplitDecoder implements ValueDecoder {
    private final PrimitiveType type;
    private final CellConverter converter;
    private final byte[] stored;
    private final int count;
    private final byte[] value;
    private final ByteBuffer number;
    private int next;

    SplitDecoder(PageBytes data, PrimitiveType type, CellConverter converter) {
        this.type = type;
        this.converter = converter;
        int width = switch (type.getPrimitiveTypeName()) {
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case FIXED_LEN_BYTE_ARRAY -> Math.max(type.getTypeLength(), 1);
            case BINARY, INT96, BOOLEAN ->
                throw PageFault.unsupported(
                        "Values of type " + type.getPrimitiveTypeName() + " are written as BYTE_STREAM_SPLIT");
        };
        this.stored = data.take(Math.toIntExact(data.remaining()));
        this.count = stored.length / width;
        this.value = new byte[width];
        this.number = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void read(@Nullable Object[] cells, int from, int wanted) {
        for (int i = from; i < from + wanted; i++) {
            cells[i] = next();
        }
    }

    private Object next() {
        if (next == count) {
            throw PageFault.damaged("A page ends within a value");
        }
        for (int i = 0; i < value.length; i++) {
            value[i] = stored[i * count + next];
        }
        next++;
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> converter.ofInt(number.getInt(0));
            case INT64 -> converter.ofLong(number.getLong(0));
            case FLOAT -> converter.ofFloat(number.getFloat(0));
            case DOUBLE -> converter.ofDouble(number.getDouble(0));
            default -> converter.ofBytes(value, 0, value.length);
        };
    }
}
