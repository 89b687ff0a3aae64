package io.github.cartoactivity.client.spi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to do something, for one at a time: in this process by a list of what is held, between processes by a lock on
 * a file. The end of a process frees it, however it ends; the file by itself means nothing. Its holder may delete the
 * file. Thread-safe.
 *
 * <p>POSIX ends a process's lock on a file as soon as the process closes the file anywhere. So nothing here opens a lock
 * file that somebody in this process may have locked, nor closes one.
 */
public final class LockFile implements Closeable {
    /** Asked before a file is opened. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Opened here, and locked by a copy of this class in another class loader: not to be closed while that may be. */
    private static final Map<Path, Opened> KEPT = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @param identity what tells the file from another one of the same name; null where nothing does */
    private record Opened(@Nullable Object identity, FileChannel channel) {}

    /**
     * Takes the lock, if it is free.
     *
     * @param file the lock file; made if it is not there, readable by its owner only
     * @return the lock; empty while somebody else has it, or has just removed the file
     * @throws IOException if the file cannot be made or opened
     */
    public static Optional<LockFile> tryLock(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        Path real = parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        Optional<LockFile> lock = Optional.empty();
        try {
            lock = locked(real);
        } catch (NoSuchFileException e) {
            // Its former holder is removing it.
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(real);
            }
        }
        return lock;
    }

    private static Optional<LockFile> locked(Path file) throws IOException {
        Opened opened = open(file);
        boolean close = true;
        try {
            // Its former holder may have removed it between the opening and the locking.
            if (opened.channel().tryLock() != null && Objects.equals(opened.identity(), identity(file))) {
                close = false;
                return Optional.of(new LockFile(file, opened.channel()));
            }
        } catch (OverlappingFileLockException e) {
            close = false;
            KEPT.put(file, opened);
        } finally {
            if (close) {
                opened.channel().close();
            }
        }
        return Optional.empty();
    }

    private static Opened open(Path file) throws IOException {
        createIfMissing(file);
        Object identity = identity(file);
        Opened kept = KEPT.remove(file);
        if (kept != null && Objects.equals(kept.identity(), identity)) {
            return kept;
        }
        if (kept != null) {
            kept.channel().close();
        }
        return new Opened(
                identity, FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
    }

    private static void createIfMissing(Path file) throws IOException {
        try {
            PrivateFiles.openPrivate(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                    .close();
        } catch (FileAlreadyExistsException e) {
            // Left by an earlier holder, or held by another process.
        }
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Gives the lock back. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }
}
