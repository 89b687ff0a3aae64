package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * A statement took longer than it may.
 */
public final class QueryTimeoutException extends QueryException {
    private static final long serialVersionUID = 1L;

    /**
     * The error of one statement.
     *
     * @param details what was tried, what came back, what to do
     * @param cause what led to it, or null
     */
    public QueryTimeoutException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
