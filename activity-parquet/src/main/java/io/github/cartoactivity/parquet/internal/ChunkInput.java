package io.github.cartoactivity.parquet.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.parquet.io.SeekableInputStream;

/**
 * The stored bytes of one column chunk, through a small buffer. While a page is open, its end is the end of the bytes.
 * For one thread; several chunks may share the file's stream.
 */
final class ChunkInput extends InputStream {
    private static final int BUFFER = 1 << 17;

    /** Enough for the header of a page, which may be all that is wanted of it when the page before was left out. */
    private static final int HEADER = 1 << 10;

    /** So that a copy of whole words at the end of the buffer stays in the array. */
    private static final int SPARE = 16;

    /** The buffer; {@link #at} up to {@link #limit} are the bytes to read. */
    final byte[] bytes = new byte[BUFFER + SPARE];

    int at;
    int limit;

    private final SeekableInputStream file;
    private final long chunkEnd;
    private long pageEnd;
    private int filled;
    private long filledTo;
    private int nextFill = BUFFER;

    ChunkInput(SeekableInputStream file, long start, long length) {
        this.file = file;
        this.chunkEnd = start + length;
        this.pageEnd = chunkEnd;
        this.filledTo = start;
    }

    /** Where the next byte stands in the file. */
    long position() {
        return filledTo - (filled - at);
    }

    /** How many bytes are left of the page, or of the chunk while no page is open. */
    long remaining() {
        return pageEnd - position();
    }

    /** Makes the end of a page the end of the bytes. */
    void openPage(long size) {
        pageEnd = position() + size;
        limitToPage();
    }

    /** Goes to the end of the page, and lets the chunk's end be the end of the bytes again. */
    void closePage() {
        long skipped = remaining();
        if (skipped <= filled - at) {
            at += (int) skipped;
        } else {
            seek(pageEnd);
            nextFill = HEADER;
        }
        pageEnd = chunkEnd;
        limitToPage();
    }

    /** Goes back, or ahead, to a place in the page. */
    void seek(long position) {
        filledTo = position;
        filled = 0;
        at = 0;
        limit = 0;
    }

    /** The checksum of the open page from here to its end; does not move. */
    int checksum() throws IOException {
        long start = position();
        CRC32 crc = new CRC32();
        while (at < limit || fill()) {
            crc.update(bytes, at, limit - at);
            at = limit;
        }
        seek(start);
        return (int) crc.getValue();
    }

    /** Whether so many bytes can be had without a further fill, filling once if need be. */
    boolean has(int count) throws IOException {
        return limit - at >= count || (fill() && limit - at >= count);
    }

    /** Reads on behind what is not yet read; false where there is no more. */
    boolean fill() throws IOException {
        int unread = limit - at;
        if (unread >= remaining()) {
            return false;
        }
        int kept = filled - at;
        System.arraycopy(bytes, at, bytes, 0, kept);
        at = 0;
        filled = kept;
        int wanted = (int) Math.min(Math.min(BUFFER - filled, nextFill), chunkEnd - filledTo);
        nextFill = BUFFER;
        file.seek(filledTo);
        // Not read(): LocalInputFile's stream leaves that to InputStream, which asks for one byte at a time.
        file.readFully(bytes, filled, wanted);
        filled += wanted;
        filledTo += wanted;
        limitToPage();
        return limit - at > unread;
    }

    private void limitToPage() {
        limit = (int) Math.min(filled, at + remaining());
    }

    @Override
    public int read() throws IOException {
        return at < limit || fill() ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == filled && length >= BUFFER && remaining() >= length) {
            file.seek(filledTo);
            file.readFully(target, from, length);
            seek(filledTo + length);
            return length;
        }
        if (at == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(bytes, at, target, from, count);
        at += count;
        return count;
    }
}
