package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;

/**
 * A sync could not fetch all that it asked for. What came is in the archive, and {@link #report()} tells what; the next
 * sync asks for the rest. The cause is the first failure, further ones are suppressed exceptions of it.
 */
public final class SyncIncompleteException extends ArchiveException {
    private static final long serialVersionUID = 1L;

    private final SyncReport report;

    /**
     * An error with what was reached nevertheless.
     *
     * @param report what the sync has done
     * @param cause the first failure
     */
    public SyncIncompleteException(SyncReport report, RuntimeException cause) {
        super(details(report, cause), cause);
        this.report = report;
    }

    private static ErrorDetails details(SyncReport report, RuntimeException cause) {
        ErrorDetails details = ErrorDetails.of(
                        "The sync is not complete: " + cause.getMessage(),
                        "Run it again when the cause is mended; it goes on where it stopped")
                .with("gaps", report.gaps().size());
        return cause instanceof CartoActivityException known && known.isRetryable() ? details.asRetryable() : details;
    }

    /**
     * What the sync has done before and after the failure.
     *
     * @return the report, its gaps not empty
     */
    public SyncReport report() {
        return report;
    }
}
