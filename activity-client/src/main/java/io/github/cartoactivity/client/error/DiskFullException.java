package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/** There is no room left on the disk. */
public final class DiskFullException extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param cause what led to it, or null
     */
    public DiskFullException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
