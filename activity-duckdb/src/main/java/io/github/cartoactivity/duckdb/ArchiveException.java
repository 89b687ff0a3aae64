package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * An archive cannot be opened, read or written.
 *
 * @see ArchiveLockedException
 * @see SyncIncompleteException
 */
public class ArchiveException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    /**
     * An error of an archive.
     *
     * @param details what was tried, what came back, what to do
     * @param cause what led to it, or null
     */
    public ArchiveException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
