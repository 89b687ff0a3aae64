package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time allowed for the whole call is over. Where a job was under way it goes on at the server; {@link #jobId()} is
 * what is needed to wait for it again without a new job.
 */
public final class DeadlineException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String jobId;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param jobId the server's id of the job that was waited for, or null
     * @param cause the last trouble before time was up, or null
     */
    public DeadlineException(ErrorDetails details, @Nullable String jobId, @Nullable Throwable cause) {
        super(details, cause);
        this.jobId = jobId;
    }

    /**
     * The job that was waited for.
     *
     * @return the server's id, if there was a job
     */
    public Optional<String> jobId() {
        return Optional.ofNullable(jobId);
    }
}
