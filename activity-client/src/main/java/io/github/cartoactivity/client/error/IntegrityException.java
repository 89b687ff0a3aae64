package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/** A file arrived, but it is not the file that the server announced. Nothing of it is kept. */
public final class IntegrityException extends DownloadException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param cause what led to it, or null
     */
    public IntegrityException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
