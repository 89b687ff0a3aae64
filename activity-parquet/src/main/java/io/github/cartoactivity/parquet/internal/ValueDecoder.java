package io.github.cartoactivity.parquet.internal;

import org.apache.parquet.format.Encoding;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Makes cells of the values of a page, in the way that the page is encoded. */
interface ValueDecoder {

    /** The next cells, all of values that are there. */
    void read(@Nullable Object[] cells, int from, int count);

    /**
     * The decoder for a page.
     *
     * @param encoding how its values are written
     * @param data its values
     * @param values how many there are at most
     * @param type the type of the values
     * @param converter makes cells of them
     * @param dictionary the cells that the page may refer to, or null
     */
    static ValueDecoder of(
            Encoding encoding,
            PageBytes data,
            int values,
            PrimitiveType type,
            CellConverter converter,
            Object @Nullable [] dictionary) {
        PrimitiveTypeName name = type.getPrimitiveTypeName();
        return switch (encoding) {
            case PLAIN -> plain(data, type, converter);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> dictionary(data, dictionary);
            case DELTA_BINARY_PACKED ->
                switch (name) {
                    case INT32 -> each(new DeltaValues(data, values), next -> converter.ofInt((int) next.next()));
                    case INT64 -> each(new DeltaValues(data, values), next -> converter.ofLong(next.next()));
                    default -> throw unsupported(encoding, name);
                };
            case DELTA_LENGTH_BYTE_ARRAY -> {
                requireBinary(encoding, name);
                DeltaValues lengths = new DeltaValues(data, values);
                lengths.readAll();
                yield each(lengths, next -> bytes(data, Math.toIntExact(next.next()), converter));
            }
            case DELTA_BYTE_ARRAY -> new PrefixDecoder(data, values, converter);
            case BYTE_STREAM_SPLIT -> new SplitDecoder(data, type, converter);
            case RLE, BIT_PACKED -> throw unsupported(encoding, name);
        };
    }

    private static ValueDecoder plain(PageBytes data, PrimitiveType type, CellConverter converter) {
        int width = type.getTypeLength();
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> each(data, in -> bytes(in, in.readInt(), converter));
            case INT32 -> each(data, in -> converter.ofInt(in.readInt()));
            case INT64 -> each(data, in -> converter.ofLong(in.readLong()));
            case FLOAT -> each(data, in -> converter.ofFloat(Float.intBitsToFloat(in.readInt())));
            case DOUBLE -> each(data, in -> converter.ofDouble(Double.longBitsToDouble(in.readLong())));
            case INT96 -> each(data, in -> bytes(in, 12, converter));
            case FIXED_LEN_BYTE_ARRAY -> each(data, in -> bytes(in, width, converter));
            case BOOLEAN -> throw unsupported(Encoding.PLAIN, PrimitiveTypeName.BOOLEAN);
        };
    }

    /** One value at a time. */
    interface One<S> {
        Object read(S source);
    }

    private static <S> ValueDecoder each(S source, One<S> one) {
        return (cells, from, count) -> {
            for (int i = from; i < from + count; i++) {
                cells[i] = one.read(source);
            }
        };
    }

    private static Object bytes(PageBytes in, int length, CellConverter converter) {
        in.need(length);
        Object cell = converter.ofBytes(in.bytes, in.at, length);
        in.at += length;
        return cell;
    }

    private static ValueDecoder dictionary(PageBytes data, Object @Nullable [] dictionary) {
        if (dictionary == null) {
            throw PageFault.damaged("A page refers to a dictionary that is not there");
        }
        return new DictionaryDecoder(new RunLengths(data, data.remaining() == 0 ? 0 : data.readByte()), dictionary);
    }

    private static void requireBinary(Encoding encoding, PrimitiveTypeName name) {
        if (name != PrimitiveTypeName.BINARY) {
            throw unsupported(encoding, name);
        }
    }

    private static PageFault unsupported(Encoding encoding, PrimitiveTypeName name) {
        return PageFault.unsupported("Values of type " + name + " are written as " + encoding);
    }
}
