package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/** No answer came: the host is unknown or refuses, the connection broke, the certificate is not trusted, or the answer took too long. */
public final class TransportException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param cause what led to it, or null
     */
    public TransportException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
