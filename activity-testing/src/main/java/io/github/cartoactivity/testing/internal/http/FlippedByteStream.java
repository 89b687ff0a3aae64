package io.github.cartoactivity.testing.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream in which all bits of one byte are turned over. */
final class FlippedByteStream extends FilterInputStream {
    private final long target;
    private long position;

    FlippedByteStream(InputStream in, long target) {
        super(in);
        this.target = target;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        long within = target - position;
        if (within >= 0 && within < read) {
            buffer[offset + (int) within] ^= (byte) 0xff;
        }
        position += Math.max(read, 0);
        return read;
    }
}
