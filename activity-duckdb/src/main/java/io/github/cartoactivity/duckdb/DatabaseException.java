package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * A local database could not be opened or filled.
 *
 * @see DataFileException
 */
public class DatabaseException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    /**
     * An error of opening, filling or closing.
     *
     * @param details what was tried, what came back, what to do
     * @param cause what led to it, or null
     */
    public DatabaseException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
