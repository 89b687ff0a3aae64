package io.github.cartoactivity.parquet.internal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** Expands Snappy's block format. */
final class SnappyExpander extends LzExpander {
    private static final int SHORT_LITERAL = 60;
    private static final int MOST_VARINT_BITS = 32;

    /** What one short element may write: a match or a literal, copied by halves of this. */
    private static final int MOST_OUTPUT = 64;

    /** What one short element may read: its tag, and a literal copied likewise. */
    private static final int MOST_INPUT = 1 + MOST_OUTPUT;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of each tag that is a match: its length, the high bits of its distance, and how many bytes of distance follow. */
    private static final int[] MATCHES =
            IntStream.range(0, 256).map(SnappyExpander::match).toArray();

    private static final int LENGTH = 0xFF;
    private static final int HIGH_DISTANCE = 0x700;
    private static final int EXTRA_SHIFT = 11;
    private static final int[] LOWEST_BYTES = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF};

    /** Reads the length that the block begins with and compares it with what the page claims. */
    SnappyExpander(ChunkInput in, int size) throws IOException {
        super(in);
        long length = 0;
        int shift = 0;
        int next;
        do {
            next = in.read();
            if (next < 0 || shift > MOST_VARINT_BITS) {
                throw PageFault.damaged("A page is no Snappy block");
            }
            length |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next >= 0x80);
        if (length != size) {
            throw PageFault.damaged("A page claims " + size + " bytes and its Snappy block " + length);
        }
    }

    private static int match(int tag) {
        int high = tag >>> 2;
        return switch (tag & 3) {
            case 0 -> 0;
            case 1 -> ((high & 7) + 4) | (high >>> 3) << 8 | 1 << EXTRA_SHIFT;
            case 2 -> (high + 1) | 2 << EXTRA_SHIFT;
            default -> (high + 1) | 4 << EXTRA_SHIFT;
        };
    }

    @Override
    int expandShortElements(byte[] window, int start, int stop) {
        byte[] source = in.bytes;
        int from = in.at;
        int lastFrom = in.limit - MOST_INPUT;
        int lastPut = stop - MOST_OUTPUT;
        int put = start;
        while (from <= lastFrom && put <= lastPut) {
            int tag = source[from] & 0xFF;
            if ((tag & 3) == 0) {
                int length = (tag >>> 2) + 1;
                if (length > SHORT_LITERAL) {
                    break;
                }
                copyShort(source, from + 1, window, put, length);
                from += 1 + length;
                put += length;
                continue;
            }
            int match = MATCHES[tag];
            int extra = match >>> EXTRA_SHIFT;
            int back = (match & HIGH_DISTANCE) + ((int) INT.get(source, from + 1) & LOWEST_BYTES[extra]);
            int origin = put - back;
            if (back <= 0 || origin < 0) {
                break;
            }
            int length = match & LENGTH;
            if (back < WORD_BYTES) {
                repeat(window, origin, put, length);
            } else {
                copyShort(window, origin, window, put, length);
            }
            from += 1 + extra;
            put += length;
        }
        in.at = from;
        return put;
    }

    /**
     * Copies up to {@link #MOST_OUTPUT} bytes, and what stands behind them: a guess at the length that turns out wrong
     * takes longer than a few words more.
     */
    private static void copyShort(byte[] source, int from, byte[] window, int put, int length) {
        copyHalf(source, from, window, put);
        if (length > MOST_OUTPUT / 2) {
            copyHalf(source, from + MOST_OUTPUT / 2, window, put + MOST_OUTPUT / 2);
        }
    }

    private static void copyHalf(byte[] source, int from, byte[] window, int put) {
        WORD.set(window, put, (long) WORD.get(source, from));
        WORD.set(window, put + WORD_BYTES, (long) WORD.get(source, from + WORD_BYTES));
        WORD.set(window, put + 2 * WORD_BYTES, (long) WORD.get(source, from + 2 * WORD_BYTES));
        WORD.set(window, put + 3 * WORD_BYTES, (long) WORD.get(source, from + 3 * WORD_BYTES));
    }

    @Override
    boolean readElement() throws IOException {
        if (in.at == in.limit && !in.fill()) {
            return false;
        }
        int tag = in.bytes[in.at++] & 0xFF;
        int high = tag >>> 2;
        switch (tag & 3) {
            case 0 -> literal = literalLength(high);
            case 1 -> {
                match = (high & 7) + 4;
                distance = (high >>> 3) << 8 | readLittleEndian(1);
            }
            case 2 -> {
                match = high + 1;
                distance = readLittleEndian(2);
            }
            default -> {
                match = high + 1;
                distance = readLittleEndian(4);
            }
        }
        if (match > 0 && distance <= 0) {
            throw PageFault.damaged("A Snappy block repeats bytes from nowhere");
        }
        return true;
    }

    private int literalLength(int high) throws IOException {
        int length = high < SHORT_LITERAL ? high : readLittleEndian(high - SHORT_LITERAL + 1);
        if (length < 0 || length == Integer.MAX_VALUE) {
            throw PageFault.damaged("A Snappy block has a literal of more than 2 GB");
        }
        return length + 1;
    }
}
