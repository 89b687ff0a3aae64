package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;

/** The server understood the request and refuses it as wrong. */
public final class InvalidRequestException extends ServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param answer what the server said
     */
    public InvalidRequestException(ErrorDetails details, ServiceAnswer answer) {
        super(details, answer);
    }
}
