package io.github.cartoactivity.client.spi;

import io.github.cartoactivity.client.error.LocalFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
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

    /** Where this JVM has looked for what others have left. */
    private static final Set<Path> CLEARED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Optional<LockFile> lock;

    private PrivateDirectory(Path path, Optional<LockFile> lock) {
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
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            // createTempDirectory makes it 0700 wherever the file system knows modes
            Path path = parent.isPresent()
                    ? Files.createTempDirectory(parent.get().toAbsolutePath(), PREFIX)
                    : Files.createTempDirectory(PREFIX).toAbsolutePath();
            try {
                Optional<LockFile> lock = LockFile.tryLock(path.resolve(LOCK));
                if (lock.isPresent()) {
                    removeLeftovers(path);
                    return new PrivateDirectory(path, lock);
                }
                // Another process has thought it to be left over, and removed it.
            } catch (IOException e) {
                return new PrivateDirectory(path, Optional.empty()); // no locks here, so nobody takes it for left over
            }
        }
        throw new IOException("a new directory cannot be locked");
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
                if (!entry.equals(directory)) {
                    removeIfLeft(entry, Files.getOwner(directory));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Somebody else's directory of temporary files; what is left in it can wait.
        }
    }

    private static void removeIfLeft(Path entry, UserPrincipal owner) {
        try {
            boolean ours = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).equals(owner);
            Optional<LockFile> lock = ours ? LockFile.tryLock(entry.resolve(LOCK)) : Optional.empty();
            if (lock.isPresent()) {
                new PrivateDirectory(entry, lock).removeTree();
            }
        } catch (IOException | UncheckedIOException e) {
            // Not to be removed by us.
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
            removeTree();
        } catch (IOException e) {
            throw PrivateFiles.failure("A directory of work that is done cannot be removed", path, e);
        }
    }

    private void removeTree() throws IOException {
        if (lock.isEmpty()) {
            PrivateFiles.deleteTree(path);
            return;
        }
        try {
            PrivateFiles.deleteTree(path);
        } catch (IOException e) {
            lock.get().close(); // Windows removes no file that is open
            PrivateFiles.deleteTree(path);
        } finally {
            lock.get().close();
        }
    }
}
