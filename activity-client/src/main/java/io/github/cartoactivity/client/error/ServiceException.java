package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import java.time.Duration;
import java.util.Optional;

/** The server answered, with an error. The subclasses are the cases that a program may want to tell apart. */
public class ServiceException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    private final ServiceAnswer answer;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param answer what the server said
     */
    public ServiceException(ErrorDetails details, ServiceAnswer answer) {
        super(details, null);
        this.answer = answer;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return for example 403
     */
    public int statusCode() {
        return answer.statusCode();
    }

    /**
     * The server's id of the request, to be named when asking CARTO's support.
     *
     * @return the id, if the server gave one
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(answer.requestId());
    }

    /**
     * How long the server asked to wait before the next try.
     *
     * @return the time, if the server asked
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(answer.retryAfter());
    }
}
