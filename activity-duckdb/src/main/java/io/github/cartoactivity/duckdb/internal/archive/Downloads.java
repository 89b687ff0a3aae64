package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The exports of a sync, a few side by side, so that the disk does not fill with what waits to be written. */
final class Downloads implements AutoCloseable {
    private static final int SIDE_BY_SIDE = 4;

    private final CartoActivityClient client;
    private final Deque<SyncJob> waiting;
    private final Map<SyncJob, CompletableFuture<Export>> running = new HashMap<>();

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
        }
    }

    /** Cancels what is under way, at the server too. */
    @Override
    public void close() {
        running.values().forEach(export -> export.cancel(true));
        waiting.clear();
    }
}
