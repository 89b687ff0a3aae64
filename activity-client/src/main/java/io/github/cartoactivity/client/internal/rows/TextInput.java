package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.CorruptFileException;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.TruncatedDataException;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.client.spi.FileHead;
import io.github.cartoactivity.client.spi.GzipMembers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The bytes of a text file, expanded where it is gzip, with typed errors. For one thread. */
final class TextInput implements ByteSource {
    private static final long EXPANSION_COUNTS_FROM = 64L << 20;
    private static final String DOWNLOAD_AGAIN = "Download the file again";

    private final Path file;
    private final ReadLimits limits;
    private final InputStream in;
    private long delivered;

    private TextInput(Path file, ReadLimits limits, InputStream in) {
        this.file = file;
        this.limits = limits;
        this.in = in;
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
        try {
            boolean gzip = FileHead.of(file).isGzip();
            InputStream stored = Files.newInputStream(file);
            return new TextInput(file, limits, gzip ? new GzipMembers(stored) : stored);
        } catch (IOException e) {
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
        if (in instanceof GzipMembers gzip
                && delivered > EXPANSION_COUNTS_FROM
                && delivered / limits.maxExpansion() > gzip.taken()) {
            throw new DataLimitException(
                    DataLocation.of(file).atOffset(delivered),
                    "The content is more than " + limits.maxExpansion() + " times as large as the compressed file",
                    "If the file is known to be good, raise ReadLimits.maxExpansion",
                    null);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
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
}
