package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that appears under its name when it is whole and on disk, and not at all before. Readable by its owner only.
 */
final class PublishedFile implements AutoCloseable {
    private final Path target;
    private final Path directory;
    private final Path part;

    private PublishedFile(Path target, Path directory, Path part) {
        this.target = target;
        this.directory = directory;
        this.part = part;
    }

    /** Makes an empty file beside the target. */
    static PublishedFile begin(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || absolute.getFileName() == null) {
            throw new FileSystemException(target.toString(), null, "not a file name");
        }
        Path part = Files.createTempFile(directory, "." + absolute.getFileName() + "-", ".part");
        return new PublishedFile(absolute, directory, part);
    }

    /** Where to write. */
    Path part() {
        return part;
    }

    /** Makes what was written the target. */
    void publish() throws IOException {
        PrivateFiles.syncFile(part);
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        PrivateFiles.publish(part, target);
        PrivateFiles.syncDirectory(directory);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
