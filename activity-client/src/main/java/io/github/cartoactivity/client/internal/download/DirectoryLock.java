package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.spi.PrivateFiles;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to work in a directory, for one at a time: in this process by a list of what is held, between processes by a
 * lock on a file in the directory. The end of a process frees it. The holder may delete the directory.
 */
final class DirectoryLock implements Closeable {
    /** Asked before the lock file is touched: closing it a second time would free the first one's lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** The lock; empty while somebody else has it, or has just removed the directory. */
    static Optional<DirectoryLock> tryLock(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        Optional<DirectoryLock> lock = Optional.empty();
        try {
            lock = lockedFile(real.resolve("lock")).map(channel -> new DirectoryLock(real, channel));
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            // Its former holder is removing it, or has it in another class loader.
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(real);
            }
        }
        return lock;
    }

    private static Optional<FileChannel> lockedFile(Path file) throws IOException {
        createIfMissing(file);
        Object before = identity(file);
        FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        boolean locked = false;
        try {
            // Its former holder may have removed it between the opening and the locking.
            locked = channel.tryLock() != null && Objects.equals(before, identity(file));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(channel) : Optional.empty();
    }

    private static void createIfMissing(Path file) throws IOException {
        try {
            PrivateFiles.openPrivate(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                    .close();
        } catch (FileAlreadyExistsException e) {
            // Left by an earlier run, or held by another process.
        }
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                HELD.remove(directory);
            }
        }
    }
}
