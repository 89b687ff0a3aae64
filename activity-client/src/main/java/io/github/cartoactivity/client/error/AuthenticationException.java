package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;

/** The credentials were not accepted, or a token that was just issued is refused. */
public final class AuthenticationException extends ServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param answer what the server said
     */
    public AuthenticationException(ErrorDetails details, ServiceAnswer answer) {
        super(details, answer);
    }
}
