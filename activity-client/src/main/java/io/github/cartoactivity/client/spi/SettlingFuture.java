package io.github.cartoactivity.client.spi;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A future of the client that also tells when the work behind it has come to its end. Cancelling completes a future at
 * once; what it has begun still has to let go of its files. Safe for use by many threads.
 *
 * @param <T> what the work gives
 */
public final class SettlingFuture<T> extends CompletableFuture<T> {
    private final CompletableFuture<Void> settled;

    /**
     * A future of work.
     *
     * @param settled to be completed when the work has come to its end, however that is
     */
    public SettlingFuture(CompletableFuture<Void> settled) {
        this.settled = settled;
    }

    /**
     * The end of the work behind a future: nothing of it writes a file or holds a lock any more. Requests that cancel a job
     * at the server may still be under way.
     *
     * @param future what a client has given
     * @return completes normally at the end; empty for a future that was not made by a client
     */
    public static Optional<CompletableFuture<Void>> endOf(CompletableFuture<?> future) {
        return future instanceof SettlingFuture<?> settling ? Optional.of(settling.settled.copy()) : Optional.empty();
    }
}
