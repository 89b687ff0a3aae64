package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.CorruptFileException;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.TruncatedDataException;
import io.github.cartoactivity.client.error.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The bytes of a text file, expanded where it is gzip, with typed errors. For one thread. */
final class TextInput implements ByteSource {
    private static final int GZIP_BUFFER = 1 << 16;
    private static final long EXPANSION_COUNTS_FROM = 64L << 20;
    private static final String DOWNLOAD_AGAIN = "Download the file again";

    private final Path file;
    private final ReadLimits limits;
    private final InputStream in;
    private final CountingStream stored;
    private final boolean compressed;
    private long delivered;

    private TextInput(Path file, ReadLimits limits, InputStream in, CountingStream stored) {
        this.file = file;
        this.limits = limits;
        this.in = in;
        this.stored = stored;
        this.compressed = in != stored;
    }

    /** Opens a file somewhere in its text. */
    static TextInput openAt(Path file, ReadLimits limits, long offset) {
        TextInput input = open(file, limits);
        try {
            input.in.skipNBytes(offset);
            input.delivered = offset;
            return input;
        } catch (IOException e) {
            input.close();
            throw typed(file, e);
        }
    }

    /** Opens a file; whether it is gzip is seen from its first bytes. */
    static TextInput open(Path file, ReadLimits limits) {
        CountingStream stored = null;
        try {
            boolean gzip = FileHead.of(file).isGzip();
            stored = new CountingStream(Files.newInputStream(file));
            InputStream in =
                    gzip ? new GZIPInputStream(new BufferedInputStream(stored, GZIP_BUFFER), GZIP_BUFFER) : stored;
            return new TextInput(file, limits, in, stored);
        } catch (IOException e) {
            close(stored);
            throw typed(file, e);
        }
    }

    @Override
    public int read(byte[] target, int from, int length) {
        int total = 0;
        try {
            while (total < length) {
                int count = in.read(target, from + total, length - total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
        } catch (IOException e) {
            throw typed(file, e);
        }
        delivered += total;
        checkExpansion();
        return total;
    }

    private void checkExpansion() {
        if (compressed && delivered > EXPANSION_COUNTS_FROM && delivered / limits.maxExpansion() > stored.count) {
            throw new DataLimitException(
                    DataLocation.of(file).atOffset(delivered),
                    "The content is more than " + limits.maxExpansion() + " times as large as the compressed file",
                    "If the file is known to be good, raise ReadLimits.maxExpansion",
                    null);
        }
    }

    @Override
    public void close() {
        close(in);
    }

    private static void close(@Nullable InputStream stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }

    static RuntimeException typed(Path file, IOException e) {
        if (e instanceof EOFException) {
            return new TruncatedDataException(
                    DataLocation.of(file), "The compressed file ends too early", DOWNLOAD_AGAIN, e);
        }
        if (e instanceof ZipException) {
            return new CorruptFileException(
                    DataLocation.of(file), "The compressed file is damaged: " + e.getMessage(), DOWNLOAD_AGAIN, e);
        }
        String problem = e instanceof NoSuchFileException ? "There is no such file" : "The file could not be read";
        return new UnreadableFileException(file, problem, e);
    }

    /** Knows how many bytes of the stored file were used. */
    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long skipped = super.skip(wanted);
            count += skipped;
            return skipped;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
