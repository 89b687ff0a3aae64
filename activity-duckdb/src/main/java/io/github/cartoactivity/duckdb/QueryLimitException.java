package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * A statement gave more rows, or needed more memory, than it may.
 */
public final class QueryLimitException extends QueryException {
    private static final long serialVersionUID = 1L;

    /**
     * The error of one statement.
     *
     * @param details what was tried, what came back, what to do
     * @param cause what led to it, or null
     */
    public QueryLimitException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
