package io.github.cartoactivity.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what one call costs, and passes it on to the user's listener, whose trouble is not the call's. */
final class CallProgress implements ProgressListener {
    private static final Logger LOG = System.getLogger(CallProgress.class.getName());

    private final ProgressListener listener;
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger retries = new AtomicInteger();

    CallProgress(ProgressListener listener) {
        this.listener = listener;
    }

    ExportCost cost(Duration elapsed) {
        return new ExportCost(jobs.get(), polls.get(), files.get(), bytes.get(), retries.get(), elapsed);
    }

    @Override
    public void jobCreated(String jobId, JobRequest request) {
        jobs.incrementAndGet();
        tell(() -> listener.jobCreated(jobId, request));
    }

    @Override
    public void jobPolled(ActivityJob job) {
        polls.incrementAndGet();
        tell(() -> listener.jobPolled(job));
    }

    @Override
    public void jobFinished(ActivityJob job) {
        tell(() -> listener.jobFinished(job));
    }

    @Override
    public void fileStarted(SignedLink link) {
        tell(() -> listener.fileStarted(link));
    }

    @Override
    public void fileProgress(SignedLink link, long received, long total) {
        tell(() -> listener.fileProgress(link, received, total));
    }

    @Override
    public void fileFinished(SignedLink link, long size) {
        files.incrementAndGet();
        bytes.addAndGet(size);
        tell(() -> listener.fileFinished(link, size));
    }

    @Override
    public void retrying(String what, int attempt, Duration wait) {
        retries.incrementAndGet();
        LOG.log(Level.DEBUG, "{0}: attempt {1} in {2}", what, attempt, wait);
        tell(() -> listener.retrying(what, attempt, wait));
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A progress listener failed", e);
        }
    }
}
