package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ExportFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** A file on its way: {@code NAME.part} until it is whole, then {@code NAME}. */
final class PartFile implements Closeable {
    private final Path whole;
    private final Path part;
    private final FileChannel channel;
    private long length;

    PartFile(Path whole) throws IOException {
        this.whole = whole;
        this.part = whole.resolveSibling(whole.getFileName() + ".part");
        this.channel = PrivateFiles.openPrivate(
                part,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    Path whole() {
        return whole;
    }

    /** Where the bytes are while the file is not whole. */
    Path path() {
        return part;
    }

    /** How many bytes, from the first on, are here. */
    synchronized long length() {
        return length;
    }

    synchronized void append(List<ByteBuffer> buffers) throws IOException {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                length += channel.write(buffer, length);
            }
        }
    }

    /** Forgets everything received so far. */
    synchronized void restart() throws IOException {
        channel.truncate(0);
        length = 0;
    }

    /** The first bytes of the file, fewer where there are not as many. */
    synchronized byte[] head(int count) throws IOException {
        return read(0, (int) Math.min(count, length));
    }

    /** The last bytes of the file, fewer where there are not as many. */
    synchronized byte[] tail(int count) throws IOException {
        int bytes = (int) Math.min(count, length);
        return read(length - bytes, bytes);
    }

    private byte[] read(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // Reads until the buffer is full.
        }
        return bytes.array();
    }

    /**
     * Writes everything to the disk, and only then gives the file its name. Parquet that came compressed once more is
     * unpacked; CSV stays as it came, readers know what to do with it.
     */
    synchronized Path finish(ExportFormat format, boolean gzip) throws IOException {
        channel.force(true);
        channel.close();
        boolean unpack = gzip && format == ExportFormat.PARQUET;
        Path named =
                whole.resolveSibling(whole.getFileName() + "." + format.wireName() + (gzip && !unpack ? ".gz" : ""));
        if (unpack) {
            Gunzip.unpack(part, whole.resolveSibling(whole.getFileName() + ".unpacked"), named);
            Files.delete(part);
        } else {
            PrivateFiles.publish(part, named);
        }
        return named;
    }

    /** Gives up an unfinished file. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            Files.deleteIfExists(part);
        }
    }
}
