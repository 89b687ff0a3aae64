package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;

/**
 * This machine offers no credentials, or half of them, or a file that holds none. Nothing was asked of the server; what
 * it does not accept is an {@link AuthenticationException}.
 */
public final class CredentialsException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it. There is no cause: a parser's message may show a part of the file.
     *
     * @param details problem, advice, circumstances
     */
    public CredentialsException(ErrorDetails details) {
        super(details, null);
    }
}
