package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * A statement was stopped by an interrupt of its thread, or because its database was closed. After an interrupt the thread's
 * interrupt flag is set.
 */
public final class QueryCancelledException extends QueryException {
    private static final long serialVersionUID = 1L;

    /**
     * The error of one statement.
     *
     * @param details what was tried, what came back, what to do
     * @param cause what led to it, or null
     */
    public QueryCancelledException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
