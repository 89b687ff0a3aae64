package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;

/** Too many requests; {@link #retryAfter()} tells how long the server asked to wait. */
public final class RateLimitException extends ServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param answer what the server said
     */
    public RateLimitException(ErrorDetails details, ServiceAnswer answer) {
        super(details, answer);
    }
}
