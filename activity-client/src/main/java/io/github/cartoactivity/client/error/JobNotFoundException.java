package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;

/** The server does not know the job. */
public final class JobNotFoundException extends ServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param answer what the server said
     */
    public JobNotFoundException(ErrorDetails details, ServiceAnswer answer) {
        super(details, answer);
    }
}
