package io.github.cartoactivity.client;

import io.github.cartoactivity.client.error.CredentialsException;
import io.github.cartoactivity.client.error.InvalidRangeException;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CARTO's Activity Data API.
 *
 * <pre>{@code
 * try (CartoActivityClient client = CartoActivityClient.create()) {
 *     DateRange week = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"));
 *     Export export = client.exportAndWait(ExportRequest.of(week, Path.of("exports")));
 *     try (Stream<ActivityEvent> events = export.activity()) {
 *         events.filter(event -> event.type() == ActivityEventType.MAP_CREATED).forEach(System.out::println);
 *     }
 * }
 * }</pre>
 *
 * <p>Make one and share it: it is safe for use by many threads, holds one token, and limits what it asks of the server at
 * the same time. Its futures complete on the client's own threads. Cancelling a future stops the work behind it, at the
 * server too. {@link #close()} does the same for all that is still under way, and ends the client's threads; what the
 * builder was given stays open.
 *
 * <p>Every error is a {@link CartoActivityException}; see the package {@code io.github.cartoactivity.client.error}. What is
 * none: calls that were cancelled, by their caller or by closing the client, end with a {@link CancellationException};
 * calls of a closed client throw an {@link IllegalStateException} at once; and what an executor, an HTTP client or a
 * request mapper of one's own throws is passed on.
 *
 * <p>Source: CARTO's "Activity Data API".
 */
public final class CartoActivityClient implements AutoCloseable {
    private static final Duration CLOSING_PATIENCE = Duration.ofMillis(1500);

    private final ClientParts parts;
    private final ClientThreads threads;
    private final Duration total;
    private final ProgressListener listener;
    private final CancelScope root;

    CartoActivityClient(
            ClientParts parts, ClientThreads threads, Duration total, ProgressListener listener, CancelScope root) {
        this.parts = parts;
        this.threads = threads;
        this.total = total;
        this.listener = listener;
        this.root = root;
    }

    /**
     * A client with the credentials and endpoints that the environment names, and defaults for all else.
     *
     * @return a new client, to be closed
     * @throws CredentialsException if there are no credentials; see {@link Credentials#fromEnvironment()}
     */
    public static CartoActivityClient create() {
        return builder().build();
    }

    /**
     * A client to be set up piece by piece.
     *
     * @return a builder with defaults for everything
     */
    public static CartoActivityClientBuilder builder() {
        return new CartoActivityClientBuilder();
    }

    /**
     * Exports a range of any length: creates as many jobs as it takes, waits for them, fetches all files in parallel,
     * checks them and puts them into the request's directory, all of them or none.
     *
     * <p>The same request, made again after a failure or a crash, goes on with the jobs and files of the first one.
     *
     * @param request what to export, and where to
     * @return the files and the rows in them
     */
    public CompletableFuture<Export> export(ExportRequest request) {
        CallProgress progress = new CallProgress(listener, parts.time());
        return start(Operation.of("Export"), progress, call -> new ExportFlow(parts, call, request, progress).run());
    }

    /**
     * {@link #export(ExportRequest)} for those who have nothing else to do meanwhile.
     *
     * @param request what to export, and where to
     * @return the files and the rows in them
     * @throws CartoActivityException if it fails
     * @throws InterruptedException if this thread is interrupted; the export is cancelled
     * @throws CancellationException if the client is closed meanwhile
     */
    public Export exportAndWait(ExportRequest request) throws InterruptedException {
        CompletableFuture<Export> export = export(request);
        try {
            return export.get();
        } catch (InterruptedException e) {
            export.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw rethrowable(e.getCause());
        }
    }

    /**
     * Creates one export job.
     *
     * @param request what to export; under 60 days, the last of which is ready
     * @return the job as the server answered, not yet finished
     */
    public CompletableFuture<ActivityJob> createJob(JobRequest request) {
        if (request.range().days() > JobRequest.MAX_DAYS) {
            return CompletableFuture.failedFuture(new InvalidRangeException(
                    Operation.of("Create export job")
                            .with("range", request.range())
                            .failed(
                                    "one job covers at most " + JobRequest.MAX_DAYS + " days",
                                    "Split the range with DateRange.split, or call export, which does so"),
                    null));
        }
        return start(Operation.of("Create export job"), call -> {
            Readiness.require(request.range(), call.operation(), parts.time().now());
            return new JobCreation(parts).create(call, request);
        });
    }

    /**
     * Looks at a job.
     *
     * @param jobId the server's id
     * @return the job, with links when it has succeeded
     * @throws IllegalArgumentException if the id is blank
     */
    public CompletableFuture<ActivityJob> job(String jobId) {
        requireId(jobId);
        return start(
                Operation.of("Look at export job").with("jobId", jobId),
                call -> parts.jobs().get(call, jobId));
    }

    /**
     * Cancels a job.
     *
     * @param jobId the server's id
     * @return true when it was cancelled, false when it had already ended
     * @throws IllegalArgumentException if the id is blank
     */
    public CompletableFuture<Boolean> cancelJob(String jobId) {
        requireId(jobId);
        return start(
                Operation.of("Cancel export job").with("jobId", jobId),
                call -> parts.jobs().cancel(call, jobId));
    }

    /**
     * Waits for a job to succeed, also for one that another client, or an earlier run, has created. A job that the server
     * does not know may just have been created, so it gets {@link PollSchedule#notFoundGrace()}.
     *
     * <p>Cancelling the future stops the waiting, not the job.
     *
     * @param jobId the server's id
     * @return the job with its links; fails when the job ends otherwise, or not in time
     * @throws IllegalArgumentException if the id is blank
     */
    public CompletableFuture<ActivityJob> awaitJob(String jobId) {
        requireId(jobId);
        return start(
                Operation.of("Wait for export job").with("jobId", jobId),
                call -> parts.poller().await(call, jobId));
    }

    private static void requireId(String jobId) {
        if (Objects.requireNonNull(jobId, "jobId").isBlank()) {
            throw new IllegalArgumentException("jobId is blank; it is what ActivityJob.id() gave");
        }
    }

    /**
     * Fetches all files of a job that has succeeded.
     *
     * @param job the job with its links; links that have expired are renewed
     * @param directory where the files go, named {@code CATEGORY-N.FORMAT}; files of these names are replaced
     * @return the files of each table, in the order of the links
     * @throws IllegalArgumentException if the job has not succeeded; see {@link #awaitJob}
     */
    public CompletableFuture<Map<ExportCategory, List<Path>>> download(ActivityJob job, Path directory) {
        if (job.status() != JobStatus.SUCCESS) {
            throw new IllegalArgumentException(
                    "Export job " + job.id() + " has no files, it is " + job.status() + "; wait for it with awaitJob");
        }
        return start(
                Operation.of("Download").with("jobId", job.id()),
                call -> new JobDownload(parts, call, job, directory).run());
    }

    /**
     * Cancels what is under way, also at the server, and ends the client's threads. Takes no longer than two seconds.
     * Closing again does nothing.
     */
    @Override
    public void close() {
        if (root.isCancelled()) {
            return;
        }
        root.cancel();
        parts.afterwork().finish(CLOSING_PATIENCE);
        threads.close();
    }

    private <T> CompletableFuture<T> start(Operation operation, Function<Call, CompletableFuture<T>> work) {
        return start(operation, new CallProgress(listener, parts.time()), work);
    }

    private <T> CompletableFuture<T> start(
            Operation operation, CallProgress progress, Function<Call, CompletableFuture<T>> work) {
        if (root.isCancelled()) {
            throw new IllegalStateException("This client is closed; make a new one");
        }
        Call call = new Call(operation, Deadline.after(parts.time(), total), root.child(), progress);
        RunningCall<T> running = new RunningCall<>(call, progress, parts.time());
        parts.afterwork().track(running.settled());
        try {
            return running.start(threads.executor(), work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("This client is closed, or its executor takes no more work", e);
        }
    }

    private static RuntimeException rethrowable(@Nullable Throwable cause) {
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
