package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.parquet.internal.Expander.FarMatchException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The expanded bytes of a page, front to back, through a window. Only as much memory is taken as there really are bytes,
 * whatever the page claims. For one thread.
 */
final class PageBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WINDOW = 1 << 18;
    private static final int MOST_VARINT_BYTES = 10;

    /** Begins to expand a page from its start. */
    interface Source {
        Expander open() throws IOException;
    }

    /** The window; {@link #at} up to the limit can be read after {@link #need}. */
    byte[] bytes;

    int at;

    private byte[] window = new byte[0];
    private int limit;
    private @Nullable Source source;
    private @Nullable Expander expander;
    private long unexpanded;
    private long before;

    /** No bytes, to be opened. */
    PageBytes() {
        this.bytes = new byte[0];
    }

    /** Bytes that are there already. */
    PageBytes(byte[] bytes) {
        this.bytes = bytes;
        this.limit = bytes.length;
    }

    /** Begins with a page; {@code size} is what it claims. */
    void open(Source pageSource, long size) throws IOException {
        close();
        if (window.length == 0) {
            window = new byte[WINDOW];
        }
        bytes = window;
        source = pageSource;
        expander = pageSource.open();
        unexpanded = size;
        at = 0;
        limit = 0;
        before = 0;
    }

    /** Begins with a page that is expanded already. */
    void openWhole(byte[] page, int size) throws IOException {
        close();
        bytes = page;
        unexpanded = 0;
        at = 0;
        limit = size;
        before = 0;
    }

    /** How many bytes are left, if the page holds what it claims. */
    long remaining() {
        return limit - at + unexpanded;
    }

    /** Makes sure that so many bytes can be read at {@link #at}. */
    void need(int count) {
        if (limit - at < count) {
            refill(count);
        }
    }

    private void refill(int count) {
        if (count < 0 || count > remaining()) {
            throw PageFault.damaged("A page ends within a value");
        }
        try {
            while (limit - at < count) {
                expandMore();
            }
        } catch (IOException e) {
            throw PageFault.damaged("A compressed page is damaged", e);
        }
    }

    private void expandMore() throws IOException {
        Expander open = expander;
        if (open == null) {
            throw PageFault.damaged("A page ends within a value");
        }
        makeRoom(open.history());
        int stop = (int) Math.min(bytes.length - Expander.SPARE, limit + unexpanded);
        int got;
        try {
            got = open.expand(bytes, limit, stop);
        } catch (FarMatchException e) {
            expandWhole();
            return;
        }
        if (got <= 0) {
            throw PageFault.damaged("A page is shorter than it claims");
        }
        limit += got;
        unexpanded -= got;
        if (unexpanded == 0) {
            open.expectEnd();
        }
    }

    /** Lets go of what was read, but for the history, and grows if one value needs more. */
    private void makeRoom(int history) {
        if (bytes.length - Expander.SPARE - limit >= Math.min(unexpanded, WINDOW / 4)) {
            return;
        }
        int kept = Math.max(Math.min(at, limit - history), 0);
        if (kept > 0) {
            System.arraycopy(bytes, kept, bytes, 0, limit - kept);
            at -= kept;
            limit -= kept;
            before += kept;
        }
        if (bytes.length - Expander.SPARE - limit < WINDOW / 4) {
            window = Arrays.copyOf(bytes, bytes.length * 2);
            bytes = window;
        }
    }

    /** Begins again with all of the page in memory, for the rare writer that repeats bytes from very far back. */
    private void expandWhole() throws IOException {
        Source from = source;
        if (from == null || before == 0) {
            throw PageFault.damaged("A compressed page repeats bytes from before its start");
        }
        int position = Math.toIntExact(before + at);
        int size = Math.toIntExact(before + limit + unexpanded);
        before = 0;
        byte[] whole = new byte[size + Expander.SPARE];
        int put = 0;
        try (Expander again = from.open()) {
            while (put < size) {
                int got = again.expand(whole, put, size);
                if (got <= 0) {
                    throw PageFault.damaged("A page is shorter than it claims");
                }
                put += got;
            }
        } catch (FarMatchException e) {
            throw PageFault.damaged("A compressed page repeats bytes from before its start", e);
        }
        bytes = whole;
        at = position;
        limit = size;
        unexpanded = 0;
    }

    int readByte() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int readInt() {
        need(Integer.BYTES);
        int value = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    long readLong() {
        need(Long.BYTES);
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** A number of up to 64 bits, seven bits in a byte, lowest first. */
    long readVarint() {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            int next = readByte();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw PageFault.damaged("A number in a page has no end");
    }

    /** The next bytes as an array of their own. */
    byte[] take(int count) {
        need(count);
        byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return taken;
    }

    void close() throws IOException {
        Expander open = expander;
        expander = null;
        if (open != null) {
            open.close();
        }
    }
}
