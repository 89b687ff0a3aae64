package io.github.cartoactivity.parquet.internal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Expands a format that is a row of literal bytes and of matches, which repeat bytes from further back. Stops and goes on
 * anywhere.
 */
abstract class LzExpander implements Expander {
    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HISTORY = 1 << 16;
    static final int WORD_BYTES = 8;

    /** The stored bytes. */
    final ChunkInput in;

    /** How many literal bytes come next. */
    int literal;

    /** How many bytes of a match come after them. */
    int match;

    /** How far back the match lies. */
    int distance;

    LzExpander(ChunkInput in) {
        this.in = in;
    }

    /** Reads what comes next into {@link #literal}, {@link #match} and {@link #distance}; false at the end. */
    abstract boolean readElement() throws IOException;

    @Override
    public final int history() {
        return HISTORY;
    }

    /**
     * Expands whole elements, as long as there is plenty of room and input, without looking at either more than once.
     *
     * @return where the next element goes; {@code put} where nothing could be done
     */
    int expandShortElements(byte[] window, int put, int stop) {
        return put;
    }

    @Override
    public final int expand(byte[] window, int at, int stop) throws IOException {
        int put = at;
        while (put < stop) {
            if (literal > 0) {
                put += copyLiteral(window, put, stop);
            } else if (match > 0) {
                put += copyMatch(window, put, stop);
            } else {
                int after = expandShortElements(window, put, stop);
                if (after == put && !readElement()) {
                    break;
                }
                put = after;
            }
        }
        return put - at;
    }

    private int copyLiteral(byte[] window, int put, int stop) throws IOException {
        if (in.at == in.limit && !in.fill()) {
            throw PageFault.damaged("A compressed page ends within literal bytes");
        }
        int count = Math.min(Math.min(literal, stop - put), in.limit - in.at);
        if (count <= SPARE) {
            WORD.set(window, put, (long) WORD.get(in.bytes, in.at));
            WORD.set(window, put + WORD_BYTES, (long) WORD.get(in.bytes, in.at + WORD_BYTES));
        } else {
            System.arraycopy(in.bytes, in.at, window, put, count);
        }
        in.at += count;
        literal -= count;
        return count;
    }

    private int copyMatch(byte[] window, int put, int stop) {
        int count = Math.min(match, stop - put);
        int from = put - distance;
        if (from < 0) {
            throw new FarMatchException();
        }
        match -= count;
        repeat(window, from, put, count);
        return count;
    }

    /** Copies bytes that may overlap with where they go; may write up to {@link #SPARE} bytes more. */
    static void repeat(byte[] window, int from, int put, int count) {
        int distance = put - from;
        if (distance >= SPARE) {
            // Most matches are short, so two words are copied without asking.
            for (int i = 0; i < count; i += SPARE) {
                WORD.set(window, put + i, (long) WORD.get(window, from + i));
                WORD.set(window, put + i + WORD_BYTES, (long) WORD.get(window, from + i + WORD_BYTES));
            }
        } else if (distance >= WORD_BYTES) {
            for (int i = 0; i < count; i += WORD_BYTES) {
                WORD.set(window, put + i, (long) WORD.get(window, from + i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                window[put + i] = window[from + i];
            }
        }
    }

    /** The next bytes as a number, lowest first. */
    final int readLittleEndian(int count) throws IOException {
        need(count);
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (in.bytes[in.at + i] & 0xFF) << (8 * i);
        }
        in.at += count;
        return value;
    }

    final void need(int count) throws IOException {
        if (!in.has(count)) {
            throw PageFault.damaged("A compressed page ends too early");
        }
    }
}
