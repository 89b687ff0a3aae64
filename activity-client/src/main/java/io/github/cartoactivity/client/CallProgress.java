package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.model.ExportCategory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts what one call costs and how far it is, and tells the user's listener, whose trouble is not the call's. */
final class CallProgress implements ProgressListener {
    private static final Logger LOG = System.getLogger(CallProgress.class.getName());
    private static final long BETWEEN_SNAPSHOTS = Duration.ofMillis(100).toNanos();

    private final ProgressListener listener;
    private final Time time;
    private final long startNanos;

    /** Held from the counting until the listener has heard of it, so that no older snapshot comes after a newer one. */
    private final ReentrantLock inOrder = new ReentrantLock();

    private final Map<SignedLink, Arrival> arrivals = new HashMap<>();
    private final Map<String, List<SignedLink>> jobsFinished = new HashMap<>();
    private Set<ExportCategory> tables = Set.of();
    private @Nullable String lastJob;
    private int jobsExpected;
    private int jobsCreated;
    private int polls;
    private int filesFinished;
    private long bytesFinished;
    private int retries;
    private boolean begun;
    private long firstByteNanos;
    private long lastSnapshotNanos;

    /**
     * How much of a file is here.
     *
     * @param total its size, or -1 where it is not known
     * @param found how much of it an earlier run had left
     */
    private record Arrival(long bytes, long total, long found, boolean isFinished) {
        Arrival grown(long now, long size) {
            return new Arrival(now, size, found, false);
        }

        Arrival finished(long size) {
            return new Arrival(size, size, found, true);
        }
    }

    CallProgress(ProgressListener listener, Time time) {
        this.listener = listener;
        this.time = time;
        this.startNanos = time.nanoTime();
        this.lastSnapshotNanos = startNanos - BETWEEN_SNAPSHOTS;
    }

    synchronized ExportCost cost() {
        return new ExportCost(jobsCreated, polls, filesFinished, bytesFinished, retries, elapsed());
    }

    /** The job that was heard of last. */
    synchronized @Nullable String lastJob() {
        return lastJob;
    }

    /** How many jobs an export takes, and which of their files; without it there are no snapshots. */
    synchronized void expectJobs(int count, Set<ExportCategory> categories) {
        jobsExpected = count;
        tables = categories;
    }

    @Override
    public void jobCreated(String jobId, JobRequest request) {
        synchronized (this) {
            jobsCreated++;
            lastJob = jobId;
        }
        tell(() -> listener.jobCreated(jobId, request));
        snapshot(true);
    }

    @Override
    public void jobPolled(ActivityJob job) {
        synchronized (this) {
            polls++;
            lastJob = job.id();
        }
        tell(() -> listener.jobPolled(job));
        snapshot(false);
    }

    @Override
    public void jobFinished(ActivityJob job) {
        synchronized (this) {
            if (job.status() == JobStatus.SUCCESS) {
                jobsFinished.put(
                        job.id(),
                        job.links().stream()
                                .filter(link -> tables.contains(link.category()))
                                .toList());
            }
        }
        tell(() -> listener.jobFinished(job));
        snapshot(true);
    }

    /** A job of an earlier run turned out to be of no use; another one takes its place. */
    void jobDropped(String jobId) {
        synchronized (this) {
            arrivals.keySet().removeAll(jobsFinished.getOrDefault(jobId, List.of()));
            jobsFinished.remove(jobId);
        }
        snapshot(true);
    }

    @Override
    public void fileReused(SignedLink link, long bytes) {
        synchronized (this) {
            arrivals.put(link, new Arrival(bytes, bytes, bytes, true));
        }
        tell(() -> listener.fileReused(link, bytes));
        snapshot(true);
    }

    @Override
    public void fileStarted(SignedLink link) {
        synchronized (this) {
            if (!begun) {
                begun = true;
                firstByteNanos = time.nanoTime();
            }
        }
        tell(() -> listener.fileStarted(link));
    }

    @Override
    public void fileProgress(SignedLink link, long received, long total) {
        synchronized (this) {
            // What the first report of a file counts was there before, or is next to nothing.
            arrivals.put(
                    link,
                    arrivals.getOrDefault(link, new Arrival(0, total, received, false))
                            .grown(received, total));
        }
        tell(() -> listener.fileProgress(link, received, total));
        snapshot(false);
    }

    @Override
    public void fileFinished(SignedLink link, long size) {
        synchronized (this) {
            arrivals.put(
                    link,
                    arrivals.getOrDefault(link, new Arrival(0, size, 0, false)).finished(size));
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

    @Override
    public void rowsRead(ExportCategory category, long rows) {
        tell(() -> listener.rowsRead(category, rows));
    }

    @Override
    public void rowsFinished(ExportCategory category, long rows) {
        tell(() -> listener.rowsFinished(category, rows));
    }

    /** A snapshot that may be left out is left out rather than waited for while the listener still hears another. */
    private void snapshot(boolean always) {
        if (!isDue(always)) {
            return;
        }
        if (always) {
            inOrder.lock();
        } else if (!inOrder.tryLock()) {
            return;
        }
        try {
            ExportProgress now = snapshot();
            tell(() -> listener.exportProgress(now));
        } finally {
            inOrder.unlock();
        }
    }

    private synchronized boolean isDue(boolean always) {
        long nanos = time.nanoTime();
        if (jobsExpected == 0 || (!always && nanos - lastSnapshotNanos < BETWEEN_SNAPSHOTS)) {
            return false;
        }
        lastSnapshotNanos = nanos;
        return true;
    }

    private synchronized ExportProgress snapshot() {
        long bytes = arrivals.values().stream().mapToLong(Arrival::bytes).sum();
        long announced = arrivals.values().stream()
                .mapToLong(file -> Math.max(file.bytes(), file.total()))
                .sum();
        int files = jobsFinished.values().stream().mapToInt(List::size).sum();
        int finished =
                (int) arrivals.values().stream().filter(Arrival::isFinished).count();
        return new ExportProgress(
                jobsExpected,
                jobsFinished.size(),
                files,
                finished,
                bytes,
                announced,
                retries,
                elapsed(),
                remaining(files, bytes, announced));
    }

    private @Nullable Duration remaining(int files, long bytes, long announced) {
        boolean allKnown = jobsFinished.size() == jobsExpected
                && arrivals.size() == files
                && arrivals.values().stream().allMatch(file -> file.total() >= 0);
        if (allKnown && bytes == announced) {
            return Duration.ZERO;
        }
        long fetched =
                bytes - arrivals.values().stream().mapToLong(Arrival::found).sum();
        if (!allKnown || fetched <= 0) {
            return null;
        }
        double nanosPerByte = (double) (time.nanoTime() - firstByteNanos) / fetched;
        return Duration.ofNanos((long) (nanosPerByte * (announced - bytes)));
    }

    private Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - startNanos);
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A progress listener failed", e);
        }
    }
}
