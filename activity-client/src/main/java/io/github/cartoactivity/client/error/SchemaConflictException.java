package io.github.cartoactivity.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A file is a table, but not the one that was asked for: a column is missing, stands there twice, or has a type that
 * cannot be read as what it should be.
 */
public final class SchemaConflictException extends MalformedDataException {
    private static final long serialVersionUID = 1L;

    /**
     * An error at a place.
     *
     * @param location where
     * @param problem what is wrong there, one sentence without a full stop
     * @param advice what to do, one sentence without a full stop
     * @param cause what led to it, or null
     */
    public SchemaConflictException(DataLocation location, String problem, String advice, @Nullable Throwable cause) {
        super(location, problem, advice, cause);
    }
}
