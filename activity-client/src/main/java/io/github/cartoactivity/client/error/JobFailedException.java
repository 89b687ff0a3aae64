package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;

/** The server ended an export job without a result. */
public final class JobFailedException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    private final String jobId;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param jobId the server's id of the job
     */
    public JobFailedException(ErrorDetails details, String jobId) {
        super(details, null);
        this.jobId = jobId;
    }

    /**
     * The job that it happened to.
     *
     * @return the server's id
     */
    public String jobId() {
        return jobId;
    }
}
