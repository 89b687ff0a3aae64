package io.github.cartoactivity.examples.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where the program keeps what it may need again; nobody but its owner can look into it. */
final class CacheDirectory {
    /** Names another directory than the usual one to make the cache in. */
    static final String VARIABLE = "CARTO_ACTIVITY_CACHE";

    private static final String NAME = "carto-activity";

    private CacheDirectory() {}

    /** The directory that the launcher has made; the same one where there was no launcher. */
    static Path standard() {
        String made = System.getProperty("carto.activity.cache", "");
        if (!made.isEmpty()) {
            return Path.of(made);
        }
        String given = System.getenv(VARIABLE);
        return given == null || given.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", NAME)
                : Path.of(given, NAME);
    }

    /** Makes a directory, and those above it, readable by its owner only; one that is there stays as it is. */
    static Path make(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                : Files.createDirectories(directory);
    }

    /** Removes a directory with everything in it; symbolic links are not followed. */
    static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException problem) throws IOException {
                Files.deleteIfExists(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
