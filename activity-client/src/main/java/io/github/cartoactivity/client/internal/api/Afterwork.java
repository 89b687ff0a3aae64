package io.github.cartoactivity.client.internal.api;

import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has to be finished although its caller has gone: calls that are being called off, a create request that is on its
 * way, so that the job does not stay unknown, and the cancelling of jobs that nobody waits for any more.
 */
public final class Afterwork {
    private static final Logger LOG = System.getLogger(Afterwork.class.getName());
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final CancelScope scope = new CancelScope();
    private final Map<Long, CompletableFuture<?>> pending = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final Time time;

    public Afterwork(Time time) {
        this.time = time;
    }

    /** A call that no caller can call off. */
    public Call call() {
        return new Call(Operation.of("Tidy up"), Deadline.after(time, LONGEST), scope, new ProgressListener() {});
    }

    /** What is in it goes on until the client is closed. */
    public CancelScope scope() {
        return scope;
    }

    /** Work that has to come to its end before the client's threads do. */
    public void track(CompletableFuture<?> work) {
        Long key = number.incrementAndGet();
        pending.put(key, work);
        work.whenComplete((value, failure) -> pending.remove(key));
    }

    /** Cancels a job at the server; trouble with that is logged, the caller has gone. */
    public void cancelJob(JobApi jobs, String jobId) {
        track(jobs.cancel(call(), jobId).exceptionally(failure -> {
            LOG.log(Level.DEBUG, "Export job {0} could not be cancelled", jobId);
            return false;
        }));
    }

    /** Waits for all that is pending, and for what that gives rise to; then calls off what is left. */
    public void finish(Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        try {
            while (!pending.isEmpty()) {
                for (CompletableFuture<?> work : List.copyOf(pending.values())) {
                    work.handle((value, failure) -> true).get(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "Not everything was tidied up within {0}", patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            scope.cancel();
        }
    }
}
