package io.github.cartoactivity.client.spi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file, of one member or of several in a row, as {@code cat}, parallel writers and storages that
 * join objects make them (RFC 1952). Every member is compared with its checksum and length; behind the last one there may
 * be nothing but zeros. The JDK's own stream takes anything else there for the end, so that a damaged header hides all
 * that follows. For one thread.
 *
 * <p>A file that ends too early is an {@link EOFException}, a damaged one a {@link ZipException}. What was read before that
 * is not yet checked: only the end of the stream says that the content is whole.
 */
public final class GzipMembers extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;
    private static final int TIME_FLAGS_SYSTEM = 6;
    private static final int SHORT = 0xFFFF;
    private static final long INT = 0xFFFF_FFFFL;

    private final InputStream stored;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int position;
    private int limit;
    private long taken;
    private State state = State.FIRST;

    private enum State {
        FIRST,
        WITHIN_MEMBER,
        BETWEEN_MEMBERS,
        ENDED,
        CLOSED
    }

    /**
     * Reads nothing yet.
     *
     * @param stored the file; closed with this stream
     */
    public GzipMembers(InputStream stored) {
        this.stored = stored;
    }

    /**
     * How much of the file was read; at the end its size.
     *
     * @return bytes
     */
    public long taken() {
        return taken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        if (state == State.CLOSED) {
            throw new IOException("The stream is closed");
        }
        int count = 0;
        while (count == 0 && length > 0) {
            if (state != State.WITHIN_MEMBER) {
                nextMember();
            }
            if (state == State.ENDED) {
                return -1;
            }
            count = expand(target, from, length);
        }
        return count;
    }

    /** Goes to the content of the next member, or to the end. */
    private void nextMember() throws IOException {
        int first = state == State.ENDED ? -1 : next();
        if (first > 0 || state == State.FIRST) {
            header(first);
            inflater.reset();
            checksum.reset();
            state = State.WITHIN_MEMBER;
            return;
        }
        for (int padding = first; padding >= 0; padding = next()) {
            if (padding != 0) {
                throw new ZipException("there is something else between the zeros behind its last part");
            }
        }
        state = State.ENDED;
    }

    private void header(int first) throws IOException {
        checksum.reset();
        checksum.update(present(first));
        if (first != MAGIC_1 || headerByte() != MAGIC_2 || headerByte() != DEFLATE) {
            throw new ZipException(
                    state == State.FIRST
                            ? "it does not begin as gzip does"
                            : "what follows one of its parts is no gzip");
        }
        int flags = headerByte();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("a header has flags that gzip does not know");
        }
        skipHeader(TIME_FLAGS_SYSTEM);
        if ((flags & EXTRA) != 0) {
            skipHeader(headerByte() | headerByte() << 8);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        long expected = checksum.getValue() & SHORT;
        if ((flags & HEADER_CHECKSUM) != 0 && (present(next()) | present(next()) << 8) != expected) {
            throw new ZipException("the checksum of a header differs");
        }
    }

    private void skipHeader(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            headerByte();
        }
    }

    private void skipText(int flag) throws IOException {
        while (flag != 0 && headerByte() != 0) {
            // Names and comments end with a zero.
        }
    }

    private int headerByte() throws IOException {
        int value = present(next());
        checksum.update(value);
        return value;
    }

    /** What the member has next; 0 when that was all of it, and it is whole. */
    private int expand(byte[] target, int from, int length) throws IOException {
        while (true) {
            int count = inflate(target, from, length);
            if (count > 0) {
                checksum.update(target, from, count);
                return count;
            }
            if (inflater.finished()) {
                position = limit - inflater.getRemaining();
                trailer();
                state = State.BETWEEN_MEMBERS;
                return 0;
            }
            if (inflater.needsDictionary()) {
                throw new ZipException("it asks for a dictionary");
            }
            if (position == limit) {
                present(fill());
            }
            inflater.setInput(buffer, position, limit - position);
            position = limit;
        }
    }

    private int inflate(byte[] target, int from, int length) throws ZipException {
        try {
            return inflater.inflate(target, from, length);
        } catch (DataFormatException e) {
            ZipException damaged = new ZipException("its content cannot be expanded, " + e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }

    private void trailer() throws IOException {
        if (fourBytes() != checksum.getValue()) {
            throw new ZipException("the checksum of its content differs");
        }
        if (fourBytes() != (inflater.getBytesWritten() & INT)) {
            throw new ZipException("the length of its content differs");
        }
    }

    private long fourBytes() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (long) present(next()) << shift;
        }
        return value;
    }

    private static int present(int value) throws EOFException {
        if (value < 0) {
            throw new EOFException("The compressed file ends too early");
        }
        return value;
    }

    /** The next byte of the file, or -1. */
    private int next() throws IOException {
        return position == limit && fill() < 0 ? -1 : buffer[position++] & 0xFF;
    }

    /** Reads on; -1 at the end of the file. */
    private int fill() throws IOException {
        int count = stored.read(buffer, 0, BUFFER);
        position = 0;
        limit = Math.max(count, 0);
        taken += limit;
        return count;
    }

    @Override
    public void close() throws IOException {
        state = State.CLOSED;
        inflater.end();
        stored.close();
    }
}
