package io.github.cartoactivity.client.internal.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A piece of a CSV file, cut where a line ends and as many quotes were closed as opened. That is where a record ends,
 * unless quotes stand where they mean nothing; whoever reads the piece finds out.
 */
final class CsvChunk {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long QUOTES = 0x2222222222222222L;
    private static final long LOW_SEVEN = 0x7F7F7F7F7F7F7F7FL;

    private final byte[] bytes;
    private final int length;
    private final long offset;
    private final boolean cut;

    /**
     * The first bytes of an array.
     *
     * @param offset where they stand in the text
     * @param cut whether they end at a cut or with the file, and not just anywhere
     */
    CsvChunk(byte[] bytes, int length, long offset, boolean cut) {
        this.bytes = bytes;
        this.length = length;
        this.offset = offset;
        this.cut = cut;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Where the chunk begins in the text. */
    long offset() {
        return offset;
    }

    /** Where the chunk ends in the text. */
    long end() {
        return offset + length;
    }

    boolean isCut() {
        return cut;
    }

    /** The last place where a line ends outside of quotes, or {@code from} if there is none. */
    static int lastCut(byte[] bytes, int from, int to) {
        int before = countQuotes(bytes, from, to);
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == '"') {
                before--;
            } else if (bytes[i] == '\n' && (before & 1) == 0) {
                return i + 1;
            }
        }
        return from;
    }

    private static int countQuotes(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long x = (long) WORD.get(bytes, at) ^ QUOTES;
            count += Long.bitCount(~(((x & LOW_SEVEN) + LOW_SEVEN) | x | LOW_SEVEN));
        }
        for (; at < to; at++) {
            count += bytes[at] == '"' ? 1 : 0;
        }
        return count;
    }
}
