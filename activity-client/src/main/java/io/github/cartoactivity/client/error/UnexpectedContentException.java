package io.github.cartoactivity.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A file holds something else than a table: a web page, an error message, another file format, or nothing.
 */
public final class UnexpectedContentException extends MalformedDataException {
    private static final long serialVersionUID = 1L;

    /**
     * An error at a place.
     *
     * @param location where
     * @param problem what is wrong there, one sentence without a full stop
     * @param advice what to do, one sentence without a full stop
     * @param cause what led to it, or null
     */
    public UnexpectedContentException(DataLocation location, String problem, String advice, @Nullable Throwable cause) {
        super(location, problem, advice, cause);
    }
}
