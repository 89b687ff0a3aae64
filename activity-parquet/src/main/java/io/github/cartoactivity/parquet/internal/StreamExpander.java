package io.github.cartoactivity.parquet.internal;

import java.io.IOException;
import java.io.InputStream;

/** Expands with a stream that does the work: gzip, Zstandard, or none at all. */
final class StreamExpander implements Expander {
    private final InputStream in;

    StreamExpander(InputStream in) {
        this.in = in;
    }

    @Override
    public int history() {
        return 0;
    }

    @Override
    public int expand(byte[] window, int at, int stop) throws IOException {
        return in.read(window, at, stop - at);
    }

    /** The checksum of gzip is behind the last byte, and is looked at only when more is asked for. */
    @Override
    public void expectEnd() throws IOException {
        if (in.read() >= 0) {
            throw new IOException("A page is longer than it claims");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
