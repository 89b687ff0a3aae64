package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.download.ByteRuns.Run;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ExportFormat;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way: {@code NAME.part} until it is whole, then {@code NAME.FORMAT}. Open only during an attempt, so that
 * files that wait for their turn cost no descriptor. Thread-safe.
 *
 * <p>Beside a large one lies {@code NAME.resume}, a {@link PartNote} that is brought up to date with every flush. It
 * lets the next run of the same export go on there, after a failure or when the process was killed.
 */
final class PartFile {
    private static final Logger LOG = System.getLogger(PartFile.class.getName());

    /** What the name of an unfinished file ends with. */
    static final String UNFINISHED = ".part";

    /** What the name of the note on an unfinished file ends with. */
    static final String NOTE = ".resume";

    private static final Set<OpenOption> AS_IT_IS =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW,
            LinkOption.NOFOLLOW_LINKS);

    private final Path whole;
    private final Path part;
    private final Path note;
    private final ByteRuns written = new ByteRuns();
    private final WriteBehind writeBehind;
    private final PastCache pastCache;
    private @Nullable FileChannel channel;
    private @Nullable HttpHeaders announced;
    private @Nullable ArrivingCrc32c crc32c;
    private boolean made;
    private int edition;

    /** @param step after how many bytes to write to the disk, and to note what is there */
    PartFile(Path whole, Executor executor, long step) {
        this.whole = whole;
        this.writeBehind = new WriteBehind(executor, step);
        this.part = sibling(UNFINISHED);
        this.note = sibling(NOTE);
        this.pastCache = new PastCache(part);
    }

    /** The name that the file is going to have, without extension. */
    Path whole() {
        return whole;
    }

    /** Takes over what an earlier run has left of it, if it is known which of its bytes are on the disk. */
    synchronized Optional<PartNote> takeOver() throws IOException {
        if (made || !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        long size = Files.size(part);
        Optional<PartNote> left = PartNote.read(note).filter(known -> known.fits(size));
        left.ifPresent(known -> {
            known.flushed().forEach(run -> written.add(run.from(), run.end()));
            announced = known.announced();
            made = true;
        });
        return left;
    }

    /** Opens it for an attempt; what an earlier run has left of it, and nobody took over, is thrown away. */
    synchronized void open() throws IOException {
        if (channel != null) {
            return;
        }
        if (!made) {
            Files.deleteIfExists(note);
            Files.deleteIfExists(part);
        }
        channel = PrivateFiles.openPrivate(part, made ? AS_IT_IS : NEW);
        made = true;
    }

    /** Closes it between two attempts. */
    synchronized void release() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                pastCache.close();
            } finally {
                writeBehind.close(open);
            }
        }
    }

    /** The number of what is being received now. */
    synchronized int edition() {
        return edition;
    }

    /**
     * Forgets everything received so far; who still holds the number of an earlier edition can write no more.
     *
     * @param headers what is announced about the file now
     */
    synchronized int newEdition(HttpHeaders headers) throws IOException {
        writeBehind.restart();
        Files.deleteIfExists(note);
        written.clear();
        announced = PartNote.worthKeeping(headers).orElse(null);
        crc32c = Checksums.of(headers).crc32c() == null ? null : new ArrivingCrc32c();
        opened().truncate(0);
        return ++edition;
    }

    /** Writes all that remains in the buffer. */
    synchronized void write(int ofEdition, long position, ByteBuffer bytes) throws IOException {
        FileChannel open = opened(ofEdition);
        ByteBuffer all = bytes.duplicate();
        write(open, position, bytes);
        sum(position, all);
    }

    /**
     * The same for what has been gathered: whole blocks go past the system's cache, where that is possible.
     *
     * @param bytes memory of a {@link BlockPool}
     */
    synchronized void writeBlocks(int ofEdition, long position, ByteBuffer bytes) throws IOException {
        FileChannel open = opened(ofEdition);
        ByteBuffer all = bytes.duplicate();
        long at = position + pastCache.write(position, bytes);
        arrived(open, position, at);
        write(open, at, bytes);
        sum(position, all);
    }

    private void sum(long position, ByteBuffer bytes) {
        if (crc32c != null) {
            crc32c.add(position, bytes);
        }
    }

    private void write(FileChannel open, long position, ByteBuffer bytes) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += open.write(bytes, at);
        }
        arrived(open, position, at);
    }

    private void arrived(FileChannel open, long from, long end) {
        if (end > from) {
            written.add(from, end);
            writeBehind.wrote(open, end - from, this::noteToBeWritten);
        }
    }

    private Runnable noteToBeWritten() {
        if (announced == null) {
            return () -> {};
        }
        PartNote current = new PartNote(announced, written.list());
        return () -> write(current);
    }

    private void write(PartNote current) {
        try {
            current.write(note);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "After a crash this file would begin further back: {0}", part);
        }
    }

    /** The CRC32C of what is here, if one was announced, and all came in this edition and process, and nothing twice. */
    synchronized OptionalInt crc32c() throws IOException {
        if (crc32c == null) {
            return OptionalInt.empty();
        }
        long length = length();
        boolean isWhole = written.list().equals(List.of(new Run(0, length)));
        return isWhole ? crc32c.of(length) : OptionalInt.empty();
    }

    synchronized long length() throws IOException {
        return opened().size();
    }

    /** Bytes from a place on, fewer where the file ends before. */
    synchronized ByteBuffer read(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = opened().read(bytes, position + bytes.position());
        }
        return bytes.flip();
    }

    /** Where the bytes are while the file is not whole. */
    Path path() {
        return part;
    }

    /**
     * Writes everything to the disk, and only then gives the file its name. Parquet that came compressed once more is
     * unpacked; CSV stays as it came, readers know what to do with it.
     *
     * @param checkpoint runs every now and then while it is unpacked; what it throws ends that
     */
    synchronized Path finish(ExportFormat format, boolean gzip, Runnable checkpoint) throws IOException {
        writeBehind.end();
        boolean unpack = gzip && format == ExportFormat.PARQUET;
        Path named = sibling("." + format.wireName() + (gzip && !unpack ? ".gz" : ""));
        if (unpack) {
            release();
            unpack(named, checkpoint);
            Files.delete(part);
        } else {
            opened().force(true);
            release();
            PrivateFiles.publish(part, named);
        }
        Files.deleteIfExists(note);
        made = false;
        return named;
    }

    private void unpack(Path named, Runnable checkpoint) throws IOException {
        Path unpacked = sibling(".unpacked.part");
        try {
            Gunzip.unpack(part, unpacked, checkpoint);
            if (!ArrivalCheck.endsAsParquet(unpacked)) {
                throw new EOFException("The end of the Parquet file is missing");
            }
            PrivateFiles.publish(unpacked, named);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private Path sibling(String ending) {
        return whole.resolveSibling(whole.getFileName() + ending);
    }

    /**
     * Gives up an unfinished file; does nothing to a finished one. What is noted of it stays for the next run, if it is
     * of use; whoever owns the directory removes it when there is to be none.
     */
    synchronized void leave(boolean isOfUseLater) throws IOException {
        try {
            release();
        } finally {
            if (made && !(isOfUseLater && Files.exists(note))) {
                Files.deleteIfExists(note);
                Files.deleteIfExists(part);
            }
            made = false;
        }
    }

    private FileChannel opened(int ofEdition) throws IOException {
        if (ofEdition != edition) {
            throw new ClosedChannelException();
        }
        return opened();
    }

    private FileChannel opened() throws IOException {
        if (channel == null) {
            throw new ClosedChannelException();
        }
        return channel;
    }
}
