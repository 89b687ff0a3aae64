package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file could not be read at all: it is missing, not readable, or the disk failed; or the reading was interrupted. Only
 * the last two may pass by themselves.
 */
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
        super(details(file, problem, cause), cause);
    }

    private static ErrorDetails details(Path file, String problem, @Nullable Throwable cause) {
        ErrorDetails details = ErrorDetails.of(problem, "Check that the file is there and may be read")
                .with("file", file);
        return mayPass(cause) ? details.asRetryable() : details;
    }

    /** What the disk itself reports while it is read has no type of its own; trouble with a path has. */
    private static boolean mayPass(@Nullable Throwable cause) {
        return cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException
                || (cause != null && cause.getClass() == IOException.class);
    }
}
