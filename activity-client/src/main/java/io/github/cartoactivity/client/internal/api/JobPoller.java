package io.github.cartoactivity.client.internal.api;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.JobCancelledException;
import io.github.cartoactivity.client.error.JobFailedException;
import io.github.cartoactivity.client.error.JobNotFoundException;
import io.github.cartoactivity.client.error.ServiceException;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.Redaction;
import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.model.CartoActivityException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one loop that waits for a job. Passing trouble does not end it, nor does a status that it does not know; only the
 * job's end does, or the end of the time allowed.
 */
public final class JobPoller {
    private static final Logger LOG = System.getLogger(JobPoller.class.getName());
    private static final long SHORTEST_NANOS = 1_000_000;

    private final JobApi jobs;
    private final PollSchedule schedule;
    private final Time time;
    private final DoubleSupplier random;
    private final Redaction redaction;

    public JobPoller(JobApi jobs, PollSchedule schedule, Time time, DoubleSupplier random, Redaction redaction) {
        this.jobs = jobs;
        this.schedule = schedule;
        this.time = time;
        this.random = random;
        this.redaction = redaction;
    }

    /** The job when it has succeeded; an error when it ended otherwise or the call's time is over. */
    public CompletableFuture<ActivityJob> await(Call call, String jobId) {
        return new Wait(call.doing(Operation.of("Wait for export job").with("jobId", jobId)), jobId).next();
    }

    /** The longest that the wait before a question can be; the real one is up to a fifth shorter. */
    static Duration delay(PollSchedule schedule, int poll) {
        if (poll == 0) {
            return shorter(schedule.first(), schedule.cap());
        }
        double nanos = Math.max(schedule.first().toNanos(), SHORTEST_NANOS) * Math.pow(schedule.factor(), poll);
        return nanos < schedule.cap().toNanos() ? Duration.ofNanos((long) nanos) : schedule.cap();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private final class Wait {
        private final Call call;
        private final String jobId;
        private final long startNanos = time.nanoTime();
        private int polls;
        private boolean seen;
        private boolean unknown;
        private boolean warned;
        private String lastStatus = "none yet";
        private @Nullable Throwable lastTrouble;
        private Duration told = Duration.ZERO;

        Wait(Call call, String jobId) {
            this.call = call;
            this.jobId = jobId;
        }

        CompletableFuture<ActivityJob> next() {
            Duration wait = shortened(delay(schedule, polls++));
            if (unknown) {
                wait = shorter(wait, graceLeft());
            }
            wait = wait.compareTo(told) < 0 ? told : wait;
            if (!call.deadline().allows(wait)) {
                return failedFuture(outOfTime());
            }
            return Async.settle(
                    call.scope().guard(time.sleep(wait)).thenCompose(awake -> jobs.get(call, jobId)), this::settle);
        }

        private Duration shortened(Duration longest) {
            return longest.minus(Duration.ofNanos((long) (longest.toNanos() * random.getAsDouble() / 5)));
        }

        /** How long a job that was never seen may still be unknown. */
        private Duration graceLeft() {
            Duration left = schedule.notFoundGrace().minusNanos(time.nanoTime() - startNanos);
            return left.isNegative() ? Duration.ZERO : left;
        }

        private CompletableFuture<ActivityJob> settle(@Nullable ActivityJob polled, @Nullable Throwable thrown) {
            if (thrown != null) {
                return afterTrouble(thrown);
            }
            ActivityJob job = Objects.requireNonNull(polled);
            told = Duration.ZERO;
            seen = true;
            unknown = false;
            lastStatus = job.statusName();
            call.listener().jobPolled(job);
            if (job.status().isFinished()) {
                call.listener().jobFinished(job);
            }
            return switch (job.status()) {
                case SUCCESS -> completedFuture(job);
                case FAILURE -> failedFuture(failed(job));
                case CANCELLED -> failedFuture(cancelled());
                case PENDING, RUNNING -> next();
                case UNKNOWN -> {
                    warnOfUnknown(job);
                    yield next();
                }
            };
        }

        private CompletableFuture<ActivityJob> afterTrouble(Throwable cause) {
            boolean tooEarly = cause instanceof JobNotFoundException
                    && !seen
                    && !graceLeft().isZero();
            unknown |= tooEarly;
            boolean passing = cause instanceof CartoActivityException trouble && trouble.isRetryable();
            if (!tooEarly && !passing) {
                return failedFuture(cause);
            }
            lastTrouble = cause;
            told = cause instanceof ServiceException answer
                    ? answer.retryAfter().orElse(Duration.ZERO)
                    : Duration.ZERO;
            return next();
        }

        private void warnOfUnknown(ActivityJob job) {
            if (!warned) {
                warned = true;
                LOG.log(
                        Level.WARNING,
                        "Export job {0} has the status \"{1}\", which this version does not know; waiting on",
                        jobId,
                        redaction.clean(job.statusName()));
            }
        }

        private JobFailedException failed(ActivityJob job) {
            String reason = job.failure() == null ? "no reason given" : redaction.clean(job.failure());
            return new JobFailedException(
                    call.operation()
                            .failed("it failed: " + reason, "Try again; if it keeps failing ask CARTO's support")
                            .asRetryable(),
                    jobId);
        }

        private JobCancelledException cancelled() {
            return new JobCancelledException(
                    call.operation().failed("it was cancelled", "Create a new job if you still need it"), jobId);
        }

        private DeadlineException outOfTime() {
            String pause = told.isZero() ? "" : "; the server wants none for " + told;
            return new DeadlineException(
                    call.operation()
                            .failed(
                                    "not finished within " + call.deadline().allowed() + ", last status \""
                                            + redaction.clean(lastStatus) + "\" after " + (polls - 1) + " questions"
                                            + pause,
                                    "The job goes on at the server: wait for it again with awaitJob")
                            .asRetryable(),
                    jobId,
                    lastTrouble);
        }
    }
}
