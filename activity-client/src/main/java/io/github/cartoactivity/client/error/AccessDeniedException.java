package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;

/** The credentials are valid, but the plan or the role does not include Activity Data. */
public final class AccessDeniedException extends ServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param answer what the server said
     */
    public AccessDeniedException(ErrorDetails details, ServiceAnswer answer) {
        super(details, answer);
    }
}
