package io.github.cartoactivity.client.internal.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a record into fields. Nothing is decoded: a field is a piece of the bytes, or, where doubled quotes
 * had to be undone, of a scratch buffer.
 */
final class CsvScanner {
    /** The bytes end within a record. */
    static final int MORE = -1;

    /** The bytes end within quotes. */
    static final int MORE_IN_QUOTES = -2;

    static final byte PLAIN = 0;
    static final byte QUOTED = 1;
    static final byte UNESCAPED = 2;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = {};
    private static final int WORD_BYTES = 8;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final int maxColumns;
    private byte[] bytes = new byte[0];
    private int limit;
    private boolean last;

    private int fields;
    private int[] from = new int[16];
    private int[] to = new int[16];
    private byte[] kind = new byte[16];
    private byte[] scratch = NOTHING;
    private int scratchEnd;
    private int openQuote;
    private boolean unfinished;
    private @Nullable String fault;

    CsvScanner(int maxColumns) {
        this.maxColumns = maxColumns;
    }

    /**
     * Scans one record.
     *
     * @param buffer the bytes
     * @param start where the record begins
     * @param end where the bytes end
     * @param complete whether no more bytes follow
     * @return where the next record begins, or {@link #MORE}, or {@link #MORE_IN_QUOTES}
     */
    int scan(byte[] buffer, int start, int end, boolean complete) {
        bytes = buffer;
        limit = end;
        last = complete;
        fields = 0;
        scratchEnd = 0;
        fault = null;
        unfinished = false;
        int at = start;
        while (true) {
            at = at < limit && bytes[at] == '"' ? quoted(at) : unquoted(at);
            if (at < 0) {
                return at;
            }
            if (at == limit || bytes[at] != ',') {
                return endOfRecord(at);
            }
            at++;
        }
    }

    private int endOfRecord(int at) {
        if (at == limit) {
            unfinished = last;
            return last ? limit : MORE;
        }
        if (bytes[at] == '\n') {
            return at + 1;
        }
        if (at + 1 == limit) {
            return last ? limit : MORE;
        }
        return bytes[at + 1] == '\n' ? at + 2 : at + 1;
    }

    private int unquoted(int start) {
        int end = delimiter(start);
        add(PLAIN, start, end);
        return end;
    }

    private int delimiter(int start) {
        byte[] b = bytes;
        int end = limit;
        int at = start;
        while (at < end) {
            byte c = b[at];
            if (c <= ',' && (c == ',' || c == '\n' || c == '\r')) {
                break;
            }
            at++;
        }
        return at;
    }

    private int quoted(int quote) {
        openQuote = quote;
        int close = nextQuote(quote + 1);
        if (close + 1 >= limit && !(last && close < limit)) {
            return MORE_IN_QUOTES;
        }
        if (close + 1 < limit && bytes[close + 1] == '"') {
            return escaped(quote + 1, close);
        }
        add(QUOTED, quote + 1, close);
        return afterQuotes(close + 1);
    }

    private int afterQuotes(int at) {
        if (at == limit || bytes[at] == ',' || bytes[at] == '\n' || bytes[at] == '\r') {
            return at;
        }
        fault = "There is text after the closing quote of a field";
        return delimiter(at);
    }

    private int nextQuote(int start) {
        byte[] b = bytes;
        int end = limit;
        int at = start;
        while (at <= end - WORD_BYTES) {
            long quotes = quotesIn((long) WORD.get(b, at));
            if (quotes != 0) {
                return at + (Long.numberOfTrailingZeros(quotes) >>> 3);
            }
            at += WORD_BYTES;
        }
        while (at < end && b[at] != '"') {
            at++;
        }
        return at;
    }

    /** Copies a field with doubled quotes; {@code quote} is the first of the first pair. */
    private int escaped(int start, int quote) {
        reserve(limit - start);
        byte[] b = bytes;
        byte[] out = scratch;
        int end = limit;
        int begin = scratchEnd;
        int length = quote - start;
        System.arraycopy(b, start, out, begin, length);
        int in = quote;
        int put = begin + length;
        while (in + 1 < end && b[in + 1] == '"') {
            out[put++] = '"';
            in += 2;
            int copied = copyToQuote(b, in, end, out, put);
            in += copied;
            put += copied;
        }
        if (in >= end || (in + 1 == end && !last)) {
            return MORE_IN_QUOTES;
        }
        scratchEnd = put;
        add(UNESCAPED, begin, put);
        return afterQuotes(in + 1);
    }

    /** Copies whole words, which may be more than asked for, up to the next quote or the end. */
    private static int copyToQuote(byte[] in, int from, int end, byte[] out, int put) {
        int at = from;
        int shift = put - from;
        while (at <= end - WORD_BYTES) {
            long word = (long) WORD.get(in, at);
            WORD.set(out, at + shift, word);
            long quotes = quotesIn(word);
            if (quotes != 0) {
                return at + (Long.numberOfTrailingZeros(quotes) >>> 3) - from;
            }
            at += WORD_BYTES;
        }
        while (at < end && in[at] != '"') {
            out[at + shift] = in[at];
            at++;
        }
        return at - from;
    }

    /** A mask whose lowest set bit marks the first quote in a word. */
    private static long quotesIn(long word) {
        long x = word ^ QUOTES;
        return (x - LOW_BITS) & ~x & HIGH_BITS;
    }

    private void reserve(int length) {
        int needed = Math.addExact(scratchEnd, length + WORD_BYTES);
        if (scratch.length < needed) {
            if (scratchEnd == 0) {
                letGo();
            }
            scratch = Arrays.copyOf(scratch, needed);
        }
    }

    /** Gives memory back; the record that was scanned last cannot be read any more. */
    void letGo() {
        scratch = NOTHING;
    }

    private void add(byte fieldKind, int start, int end) {
        if (fields == maxColumns) {
            fault = "There are more than " + maxColumns + " columns";
            return;
        }
        if (fields == from.length) {
            from = Arrays.copyOf(from, fields * 2);
            to = Arrays.copyOf(to, fields * 2);
            kind = Arrays.copyOf(kind, fields * 2);
        }
        from[fields] = start;
        to[fields] = end;
        kind[fields] = fieldKind;
        fields++;
    }

    int fields() {
        return fields;
    }

    /** What is wrong with the record, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Whether the file ended before the record's line did. */
    boolean isUnfinished() {
        return unfinished;
    }

    /** Where the quotes opened that the bytes ended in. */
    int openQuote() {
        return openQuote;
    }

    boolean isQuoted(int field) {
        return kind[field] != PLAIN;
    }

    byte[] bytesOf(int field) {
        return kind[field] == UNESCAPED ? scratch : bytes;
    }

    int from(int field) {
        return from[field];
    }

    int length(int field) {
        return to[field] - from[field];
    }
}
