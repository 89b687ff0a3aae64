package io.github.cartoactivity.client;

import java.util.Locale;

/**
 * Where an export job stands.
 *
 * <p>Source: CARTO's "Activity Data API".
 */
public enum JobStatus {
    /** Accepted, not started. */
    PENDING(false),
    /** Being worked on. */
    RUNNING(false),
    /** Finished; the links can be downloaded. */
    SUCCESS(true),
    /** Finished without a result. */
    FAILURE(true),
    /** Stopped on request. */
    CANCELLED(true),
    /** A status that this version does not know; counts as not finished. */
    UNKNOWN(false);

    private final boolean finished;

    JobStatus(boolean finished) {
        this.finished = finished;
    }

    /**
     * Whether the job will not change any more.
     *
     * @return true for success, failure and cancelled
     */
    public boolean isFinished() {
        return finished;
    }

    /**
     * The status that a text in an answer means, whatever its letter case.
     *
     * @param text the text as received
     * @return the status, {@link #UNKNOWN} for any other text
     */
    public static JobStatus of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "pending" -> PENDING;
            case "running" -> RUNNING;
            case "success" -> SUCCESS;
            case "failure" -> FAILURE;
            case "cancelled", "canceled" -> CANCELLED;
            default -> UNKNOWN;
        };
    }
}
