package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A directory that only its owner can look into, and that is gone after {@link #close()}. */
final class PrivateDirectory implements AutoCloseable {
    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /** Makes one in the given directory, or in the JVM's directory for temporary files. */
    static PrivateDirectory create(Optional<Path> parent) throws IOException {
        String prefix = "carto-activity-"; // createTempDirectory makes it 0700 wherever the file system knows modes
        return new PrivateDirectory(
                parent.isPresent()
                        ? Files.createTempDirectory(parent.get().toAbsolutePath(), prefix)
                        : Files.createTempDirectory(prefix));
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            PrivateFiles.deleteTree(path);
        } catch (IOException e) {
            throw new DatabaseException(
                    ErrorDetails.of("Could not remove a private directory: " + e, "Remove it by hand")
                            .with("directory", path),
                    e);
        }
    }
}
