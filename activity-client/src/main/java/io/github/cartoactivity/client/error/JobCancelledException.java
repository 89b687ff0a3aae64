package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;

/** An export job was cancelled on the server, by somebody else or by an earlier call. */
public final class JobCancelledException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    private final String jobId;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param jobId the server's id of the job
     */
    public JobCancelledException(ErrorDetails details, String jobId) {
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
