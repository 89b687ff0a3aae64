package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file could not be read at all: it is missing, not readable, or the disk failed; or the reading was interrupted. */
public final class UnreadableFileException extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with a file.
     *
     * @param file the file
     * @param problem what went wrong, one sentence without a full stop
     * @param cause what led to it, or null
     */
    public UnreadableFileException(Path file, String problem, @Nullable Throwable cause) {
        super(
                ErrorDetails.of(problem, "Check that the file is there and may be read")
                        .with("file", file)
                        .asRetryable(),
                cause);
    }
}
