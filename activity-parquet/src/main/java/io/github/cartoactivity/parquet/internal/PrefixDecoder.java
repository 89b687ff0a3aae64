package io.github.cartoactivity.parquet.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Byte arrays that share their beginning with the one before: DELTA_BYTE_ARRAY. */
final class PrefixDecoder implements ValueDecoder {
    private final PageBytes data;
    private final CellConverter converter;
    private final DeltaValues prefixes;
    private final DeltaValues suffixes;
    private byte[] current = new byte[64];
    private int length;

    PrefixDecoder(PageBytes data, int values, CellConverter converter) {
        this.data = data;
        this.converter = converter;
        this.prefixes = new DeltaValues(data, values);
        prefixes.readAll();
        this.suffixes = new DeltaValues(data, values);
        suffixes.readAll();
    }

    @Override
    public void read(@Nullable Object[] cells, int from, int count) {
        for (int i = from; i < from + count; i++) {
            cells[i] = next();
        }
    }

    private Object next() {
        long prefix = prefixes.next();
        long suffix = suffixes.next();
        if (prefix < 0 || prefix > length || suffix < 0 || suffix > data.remaining()) {
            throw PageFault.damaged("A value shares " + prefix + " bytes with one of " + length);
        }
        int added = (int) suffix;
        data.need(added);
        int total = Math.addExact((int) prefix, added);
        if (total > current.length) {
            current = Arrays.copyOf(current, Math.max(total, current.length * 2));
        }
        System.arraycopy(data.bytes, data.at, current, (int) prefix, added);
        data.at += added;
        length = total;
        return converter.ofBytes(current, 0, length);
    }
}
