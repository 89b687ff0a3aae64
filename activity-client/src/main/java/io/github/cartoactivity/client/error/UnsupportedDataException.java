package io.github.cartoactivity.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A file is sound, but nothing here can read it: a compression, encoding or encryption that is not supported, or a
 * format whose reader is not on the path.
 */
public final class UnsupportedDataException extends MalformedDataException {
    private static final long serialVersionUID = 1L;

    /**
     * An error at a place.
     *
     * @param location where
     * @param problem what is wrong there, one sentence without a full stop
     * @param advice what to do, one sentence without a full stop
     * @param cause what led to it, or null
     */
    public UnsupportedDataException(DataLocation location, String problem, String advice, @Nullable Throwable cause) {
        super(location, problem, advice, cause);
    }
}
