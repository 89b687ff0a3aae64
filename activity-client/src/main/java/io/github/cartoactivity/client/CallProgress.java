package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.http.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what one call costs and how far it is, and tells the user's listener, whose trouble is not the call's. */
final class CallProgress implements ProgressListener {
    private static final Logger LOG = System.getLogger(CallProgress.class.getName());
    private static final long BETWEEN_SNAPSHOTS = Duration.ofMillis(100).toNanos();

    private final ProgressListener listener;
    private final Time time;
    private final long startNanos;
    private final Map<SignedLink, Arrival> arrivals = new HashMap<>();
    private int jobsExpected;
    private int jobsCreated;
    private int jobsFinished;
    private int polls;
    private int filesExpected;
    private int filesFinished;
    private long bytesFinished;
    private int retries;
    private long firstByteNanos;
    private long lastSnapshotNanos;

    /** How much of a file is here; a total of -1 is not known. */
    private record Arrival(long bytes, long total) {}

    CallProgress(ProgressListener listener, Time time) {
        this.listener = listener;
        this.time = time;
        this.startNanos = time.nanoTime();
        this.lastSnapshotNanos = startNanos - BETWEEN_SNAPSHOTS;
    }

    synchronized ExportCost cost() {
        return new ExportCost(jobsCreated, polls, filesFinished, bytesFinished, retries, elapsed());
    }

    /** How many jobs an export takes; without it there are no snapshots. */
    synchronized void expectJobs(int count) {
        jobsExpected = count;
    }

    @Override
    public void jobCreated(String jobId, JobRequest request) {
        synchronized (this) {
            jobsCreated++;
        }
        tell(() -> listener.jobCreated(jobId, request));
        snapshot(true);
    }

    @Override
    public void jobPolled(ActivityJob job) {
        synchronized (this) {
            polls++;
        }
        tell(() -> listener.jobPolled(job));
        snapshot(false);
    }

    @Override
    public void jobFinished(ActivityJob job) {
        synchronized (this) {
            jobsFinished += job.status() == JobStatus.SUCCESS ? 1 : 0;
            filesExpected += job.links().size();
        }
        tell(() -> listener.jobFinished(job));
        snapshot(true);
    }

    @Override
    public void fileStarted(SignedLink link) {
        synchronized (this) {
            if (arrivals.isEmpty()) {
                firstByteNanos = time.nanoTime();
            }
        }
        tell(() -> listener.fileStarted(link));
    }

    @Override
    public void fileProgress(SignedLink link, long received, long total) {
        synchronized (this) {
            arrivals.put(link, new Arrival(received, total));
        }
        tell(() -> listener.fileProgress(link, received, total));
        snapshot(false);
    }

    @Override
    public void fileFinished(SignedLink link, long size) {
        synchronized (this) {
            arrivals.put(link, new Arrival(size, size));
            filesFinished++;
            bytesFinished += size;
        }
        tell(() -> listener.fileFinished(link, size));
        snapshot(true);
    }

    @Override
    public void retrying(String what, int attempt, Duration wait) {
        synchronized (this) {
            retries++;
        }
        LOG.log(Level.DEBUG, "{0}: attempt {1} in {2}", what, attempt, wait);
        tell(() -> listener.retrying(what, attempt, wait));
    }

    private void snapshot(boolean always) {
        ExportProgress now;
        synchronized (this) {
            long nanos = time.nanoTime();
            if (jobsExpected == 0 || (!always && nanos - lastSnapshotNanos < BETWEEN_SNAPSHOTS)) {
                return;
            }
            lastSnapshotNanos = nanos;
            now = snapshot();
        }
        tell(() -> listener.exportProgress(now));
    }

    private ExportProgress snapshot() {
        long bytes = arrivals.values().stream().mapToLong(Arrival::bytes).sum();
        long announced = arrivals.values().stream()
                .mapToLong(file -> Math.max(file.bytes(), file.total()))
                .sum();
        return new ExportProgress(
                jobsExpected,
                jobsFinished,
                filesExpected,
                filesFinished,
                bytes,
                announced,
                retries,
                elapsed(),
                remaining(bytes, announced));
    }

    private @Nullable Duration remaining(long bytes, long announced) {
        boolean allKnown = jobsFinished == jobsExpected
                && arrivals.size() == filesExpected
                && arrivals.values().stream().allMatch(file -> file.total() >= 0);
        if (!allKnown || bytes == 0) {
            return null;
        }
        double nanosPerByte = (double) (time.nanoTime() - firstByteNanos) / bytes;
        return Duration.ofNanos((long) (nanosPerByte * (announced - bytes)));
    }

    private Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - startNanos);
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A progress listener failed", e);
        }
    }
}
