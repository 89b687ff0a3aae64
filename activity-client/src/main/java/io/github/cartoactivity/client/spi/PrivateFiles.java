package io.github.cartoactivity.client.spi;

import io.github.cartoactivity.client.error.DiskFullException;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Files and directories that only their owner can read, and their publication: whole under the final name, or not at
 * all, also after a power failure.
 */
public final class PrivateFiles {
    private static final long ONE_BLOCK = 4096;
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private static final int MAX_RENAMES = 5;
    private static final long RENAME_WAIT_NANOS = 10_000_000;

    private PrivateFiles() {}

    /**
     * Makes the directory and its missing parents, if need be, and sees that it can be written.
     *
     * @param directory where files are to go
     * @throws LocalFileException if that is not possible
     */
    public static void prepareDirectory(Path directory) {
        try {
            createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new LocalFileException(
                        details("The directory cannot be written", directory, "Choose another one"), null);
            }
        } catch (FileAlreadyExistsException e) {
            throw new LocalFileException(
                    details(
                            "The directory cannot be made, because a file is in its place",
                            directory,
                            "Choose another one"),
                    e);
        } catch (IOException e) {
            throw failure("The directory cannot be made", directory, e);
        }
    }

    /**
     * Makes a directory of our own inside another one, or takes the one that an earlier run has made. One that somebody
     * else has put there, or a link, is refused: what is written there would be his.
     *
     * @param directory the directory
     * @throws IOException if it cannot be made or written
     * @throws LocalFileException if it is not ours
     */
    public static void prepareOwnDirectory(Path directory) throws IOException {
        createDirectories(directory);
        Path probe = directory.resolve("probe-" + UUID.randomUUID() + ".part");
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new LocalFileException(notOurs(directory), null);
        }
        try {
            openPrivate(probe, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                    .close();
            if (isPosix(directory)) {
                if (!Files.getOwner(probe).equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS))) {
                    throw new LocalFileException(notOurs(directory), null);
                }
                Files.setPosixFilePermissions(directory, DIRECTORY);
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static ErrorDetails notOurs(Path directory) {
        return details(
                "Somebody else has put something in our place", directory, "Remove it, or choose another directory");
    }

    private static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, attributes(directory, DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /**
     * Opens a file that, where it is made by this, only its owner can read.
     *
     * @param file the file
     * @param options as for {@link FileChannel}
     * @return the open file
     * @throws IOException if it cannot be opened
     */
    public static FileChannel openPrivate(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, attributes(file, FILE));
    }

    /**
     * Writes a new file that only its owner can read.
     *
     * @param file the file, which must not be there yet
     * @param content all that is to be in it
     * @throws IOException if it cannot be written
     */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        try (FileChannel channel = openPrivate(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /**
     * Gives the file its final name, atomically where the file system can. A file of that name is replaced; who has it
     * open goes on reading the old one. On Windows a file cannot be replaced while somebody reads it; such readers get a
     * moment to finish.
     *
     * @param from the finished file
     * @param to its final name, in the same file system
     * @throws IOException if it cannot be renamed
     */
    public static void publish(Path from, Path to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                rename(from, to);
                return;
            } catch (AccessDeniedException e) {
                giveReadersAMoment(attempt, e);
            } catch (FileSystemException e) {
                if (e.getClass() != FileSystemException.class || isDiskFull(e, to, 0)) {
                    throw e;
                }
                giveReadersAMoment(attempt, e);
            }
        }
    }

    private static void giveReadersAMoment(int attempt, IOException reason) throws IOException {
        if (attempt == MAX_RENAMES) {
            throw reason;
        }
        LockSupport.parkNanos(RENAME_WAIT_NANOS << attempt);
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Sees that the bytes of a file survive a power failure.
     *
     * @param file a file that nobody writes to any more
     * @throws IOException if the disk does not take them
     */
    public static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Sees that names given in the directory survive a power failure.
     *
     * @param directory where files were renamed
     */
    public static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open a directory; there the rename itself is durable enough.
        }
    }

    /**
     * Removes a directory of ours with all that is in it; links in it are removed, not followed.
     *
     * @param directory the directory; may be gone already
     * @throws IOException if something in it cannot be removed
     */
    public static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Gone already.
        }
    }

    /**
     * The error to report for trouble with the disk.
     *
     * @param problem what could not be done
     * @param path with which file or directory
     * @param cause what came back
     * @return the error; a {@link DiskFullException} where there is no room
     */
    public static LocalFileException failure(String problem, Path path, IOException cause) {
        return failure(problem, path, cause, 0);
    }

    /**
     * The error to report for trouble with the disk while it is known how much was still to come.
     *
     * @param problem what could not be done
     * @param path with which file or directory
     * @param cause what came back
     * @param needed how many bytes were still to be written, or 0 where that is not known
     * @return the error; a {@link DiskFullException} where there is no room
     */
    public static LocalFileException failure(String problem, Path path, IOException cause, long needed) {
        if (isDiskFull(cause, path, needed)) {
            return new DiskFullException(
                    details("There is no room left on the disk", path, "Make room, then run the same again")
                            .with("needed", needed > 0 ? needed + " bytes" : "unknown")
                            .with("free", free(path)),
                    cause);
        }
        return new LocalFileException(
                details(
                        problem + " (" + cause.getClass().getSimpleName() + ")",
                        path,
                        "Check the path, its rights and the disk"),
                cause);
    }

    private static ErrorDetails details(String problem, Path path, String advice) {
        return ErrorDetails.of(problem, advice).with("path", path);
    }

    /** The system says so in its own language, and in no other way; so the room that is left is asked for as well. */
    private static boolean isDiskFull(IOException cause, Path path, long needed) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("not enough space") || text.contains("quota exceeded")) {
            return true;
        }
        boolean ofTheSystem = cause.getClass() == IOException.class || cause.getClass() == FileSystemException.class;
        return ofTheSystem && usable(path).stream().anyMatch(free -> free < Math.max(needed, ONE_BLOCK));
    }

    private static String free(Path path) {
        OptionalLong usable = usable(path);
        return usable.isPresent() ? usable.getAsLong() + " bytes" : "unknown";
    }

    private static OptionalLong usable(Path path) {
        try {
            Path existing = path;
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            FileStore store = Files.getFileStore(existing == null ? Path.of("") : existing);
            return OptionalLong.of(store.getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
