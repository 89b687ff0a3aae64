package io.github.cartoactivity.testing;

/** The endpoints of {@link FakeCarto}, for the record of requests and for scripts of faults. */
public enum Endpoint {
    /** {@code POST /oauth/token}. */
    TOKEN,
    /** {@code POST /activity-data-jobs}. */
    CREATE_JOB,
    /** {@code GET /activity-data-jobs/{jobId}}. */
    GET_JOB,
    /** {@code DELETE /activity-data-jobs/{jobId}/cancel}. */
    CANCEL_JOB,
    /** {@code GET} of a signed link. */
    FILE,
    /** Anything else; always answered with 404. */
    UNKNOWN
}
