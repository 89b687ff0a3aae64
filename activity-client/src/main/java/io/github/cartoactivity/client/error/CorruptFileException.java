package io.github.cartoactivity.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A file is damaged: its frame, a page or a compressed block contradicts itself.
 */
public final class CorruptFileException extends MalformedDataException {
    private static final long serialVersionUID = 1L;

    /**
     * An error at a place.
     *
     * @param location where
     * @param problem what is wrong there, one sentence without a full stop
     * @param advice what to do, one sentence without a full stop
     * @param cause what led to it, or null
     */
    public CorruptFileException(DataLocation location, String problem, String advice, @Nullable Throwable cause) {
        super(location, problem, advice, cause);
    }
}
