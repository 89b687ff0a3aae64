package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * The file host does not give out a file, not with a fresh link either: it is gone, or access to it was withdrawn. The
 * job that made it is of no use any more; the same export, run again, creates a new one.
 */
public final class FileGoneException extends DownloadException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param cause what led to it, or null
     */
    public FileGoneException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
