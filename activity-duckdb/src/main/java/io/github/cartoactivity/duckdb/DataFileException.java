package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file is broken, or holds none of the four tables. The message and {@link #file()} name it.
 */
public final class DataFileException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * An error of one file.
     *
     * @param file the file
     * @param details what is wrong with it and what to do
     * @param cause what led to it, or null
     */
    public DataFileException(Path file, ErrorDetails details, @Nullable Throwable cause) {
        super(details.with("file", file), cause);
        this.file = file.toString();
    }

    /**
     * The file that could not be read.
     *
     * @return its path as it was given or found
     */
    public Path file() {
        return Path.of(file);
    }
}
