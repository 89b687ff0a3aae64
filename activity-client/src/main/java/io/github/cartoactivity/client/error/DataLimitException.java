package io.github.cartoactivity.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A file asks for more memory than the limits of the reader allow: a cell, a row, a page or an expansion that is too
 * large. Either the file is damaged or hostile, or the limits are too low for it.
 */
public final class DataLimitException extends MalformedDataException {
    private static final long serialVersionUID = 1L;

    /**
     * An error at a place.
     *
     * @param location where
     * @param problem what is wrong there, one sentence without a full stop
     * @param advice what to do, one sentence without a full stop
     * @param cause what led to it, or null
     */
    public DataLimitException(DataLocation location, String problem, String advice, @Nullable Throwable cause) {
        super(location, problem, advice, cause);
    }
}
