package io.github.cartoactivity.client.spi;

import io.github.cartoactivity.client.error.DiskFullException;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and directories that only their owner can read, and their publication: whole under the final name, or not at
 * all, also after a power failure.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

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
        } catch (IOException e) {
            throw failure("The directory cannot be made", directory, e);
        }
    }

    private static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        Files.createDirectory(directory, attributes(directory, DIRECTORY));
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
     * Gives the file its final name, atomically where the file system can. A file of that name is replaced; who has it
     * open goes on reading the old one.
     *
     * @param from the finished file
     * @param to its final name, in the same file system
     * @throws IOException if it cannot be renamed
     */
    public static void publish(Path from, Path to) throws IOException {
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
        if (isDiskFull(cause)) {
            return new DiskFullException(
                    details("There is no room left on the disk", path, "Make room, then run the same again")
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

    private static boolean isDiskFull(IOException cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("not enough space") || text.contains("quota exceeded");
    }

    private static String free(Path path) {
        try {
            Path existing = path;
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            FileStore store = Files.getFileStore(existing == null ? Path.of("") : existing);
            return store.getUsableSpace() + " bytes";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
