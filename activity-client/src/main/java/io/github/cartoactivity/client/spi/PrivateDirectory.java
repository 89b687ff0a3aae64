package io.github.cartoactivity.client.spi;

import io.github.cartoactivity.client.error.LocalFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A directory for work under way that only its owner can look into, and that is gone after {@link #close()}. While it is
 * in use a lock in it is held, which ends with the process; what a killed process has left is removed by the next one
 * that makes such a directory in the same place.
 */
public final class PrivateDirectory implements AutoCloseable {
    private static final String PREFIX = "carto-activity-work-";
    private static final String LOCK = ".in-use";
    private static final int ATTEMPTS = 5;

    /** Those of this JVM; to open one of their locks, even to look at it, would end it. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    /** Where this JVM has looked for what others have left. */
    private static final Set<Path> CLEARED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private PrivateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes one.
     *
     * @param parent where; empty for the JVM's directory for temporary files
     * @return the directory, to be closed
     * @throws IOException if it cannot be made
     */
    public static PrivateDirectory create(Optional<Path> parent) throws IOException {
        for (int attempt = 1; ; attempt++) {
            // createTempDirectory makes it 0700 wherever the file system knows modes
            Path path = (parent.isPresent()
                            ? Files.createTempDirectory(parent.get().toAbsolutePath(), PREFIX)
                            : Files.createTempDirectory(PREFIX).toAbsolutePath())
                    .toRealPath();
            OURS.add(path);
            Optional<FileChannel> lock = lock(path);
            if (lock.isPresent()) {
                removeLeftovers(path);
                return new PrivateDirectory(path, lock.get());
            }
            OURS.remove(path);
            if (attempt == ATTEMPTS) {
                throw new IOException("the lock of a new directory cannot be taken: " + path);
            }
        }
    }

    /** Takes the lock; empty where another process has thought the new directory to be left over and removed it. */
    private static Optional<FileChannel> lock(Path directory) throws IOException {
        Path file = directory.resolve(LOCK);
        FileChannel channel;
        try {
            channel = PrivateFiles.openPrivate(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            if (isTaken(channel) && Files.exists(file)) {
                return Optional.of(channel);
            }
        } catch (IOException e) {
            return Optional.of(channel); // a file system without locks; nobody can take it for left over then
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Removes what killed processes of the same user have left beside a directory. */
    private static void removeLeftovers(Path directory) {
        Path parent = directory.getParent();
        if (parent == null || !CLEARED.add(parent)) {
            return;
        }
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path entry : entries.filter(
                            path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                    .toList()) {
                if (!OURS.contains(entry) && hasOwnerOf(directory, entry)) {
                    removeIfLeft(entry);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Somebody else's directory of temporary files; what is left in it can wait.
        }
    }

    private static boolean hasOwnerOf(Path directory, Path entry) throws IOException {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(directory));
    }

    private static void removeIfLeft(Path entry) {
        Path file = entry.resolve(LOCK);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(entry); // fails unless it is empty: killed before there was a lock
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (!isTaken(channel)) {
                    return;
                }
                PrivateFiles.deleteTree(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            // In use, or not to be removed by us.
        }
    }

    /**
     * Where it is.
     *
     * @return an absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * A place in it.
     *
     * @param name the name of a file or directory
     * @return its path
     */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Removes it with all that is in it.
     *
     * @throws LocalFileException if something in it cannot be removed
     */
    @Override
    public void close() {
        try {
            lock.close();
            PrivateFiles.deleteTree(path);
        } catch (IOException e) {
            throw PrivateFiles.failure("A directory of work that is done cannot be removed", path, e);
        } finally {
            OURS.remove(path);
        }
    }
}
