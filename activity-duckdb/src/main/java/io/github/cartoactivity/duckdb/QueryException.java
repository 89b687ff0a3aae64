package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * A statement failed: DuckDB refused it, or its answer does not fit what was asked of it. The message says what DuckDB
 * said; the context holds the statement. Bound values are in neither.
 *
 * @see QueryTimeoutException
 * @see QueryCancelledException
 * @see QueryLimitException
 */
public class QueryException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    /**
     * An error of one statement.
     *
     * @param details what was tried, what came back, what to do
     * @param cause what led to it, or null
     */
    public QueryException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
