package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.spi.SettlingFuture;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The exports of a sync, a few side by side, so that the disk does not fill with what waits to be written. */
final class Downloads implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Downloads.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SIDE_BY_SIDE = 4;

    private final CartoActivityClient client;
    private final Deque<SyncJob> waiting;
    private final Map<SyncJob, CompletableFuture<Export>> running = new HashMap<>();
    private final List<CompletableFuture<Export>> failed = new ArrayList<>();

    Downloads(CartoActivityClient client, List<SyncJob> jobs) {
        this.client = client;
        this.waiting = new ArrayDeque<>(jobs);
    }

    /** Waits for a job; jobs are to be taken in their order. */
    Export take(SyncJob job) throws InterruptedException, ExecutionException {
        while (running.size() < SIDE_BY_SIDE && !waiting.isEmpty()) {
            SyncJob next = waiting.remove();
            running.put(next, client.export(next.request()));
        }
        CompletableFuture<Export> export = running.get(job);
        if (export == null) {
            throw new IllegalStateException("Jobs have to be taken in order");
        }
        try {
            return export.get();
        } finally {
            if (export.isDone()) {
                running.remove(job);
            }
            if (export.isCompletedExceptionally()) {
                failed.add(export);
            }
        }
    }

    /**
     * Cancels what is under way, at the server too, and waits a little until nothing of it writes any more, nor of what
     * was given up because it was late, so that the same downloads can be begun again at once. Does not wait on where the
     * thread is interrupted.
     */
    @Override
    public void close() {
        waiting.clear();
        running.values().forEach(export -> export.cancel(true));
        CompletableFuture<?>[] ends = Stream.concat(running.values().stream(), failed.stream())
                .flatMap(export -> SettlingFuture.endOf(export).stream())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "Not all exports had ended after {0}", PATIENCE);
        }
    }
}
