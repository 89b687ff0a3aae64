package io.github.cartoactivity.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The root of every error that this library reports on purpose. Unchecked, so that it passes through streams and
 * futures.
 *
 * <p>It lives here, in the lowest module, so that the errors of all modules share it. The message says what was tried,
 * what came back and what to do; it never holds a secret, a token or the query of a signed link.
 */
public abstract class CartoActivityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorDetails details;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param cause what led to it, or null
     */
    protected CartoActivityException(ErrorDetails details, @Nullable Throwable cause) {
        super(details.message(), cause);
        this.details = details;
    }

    /**
     * Whether the same call may succeed later without any change.
     *
     * @return true for passing trouble, false for what has to be mended first
     */
    public boolean isRetryable() {
        return details.retryable();
    }

    /**
     * What to do next.
     *
     * @return one sentence, or an empty text
     */
    public String advice() {
        return details.advice();
    }

    /**
     * The circumstances: job id, category, range, attempt, status, request id, file, line, whatever applies.
     *
     * @return names and values in a stable order, never null
     */
    public Map<String, String> context() {
        return details.context();
    }
}
