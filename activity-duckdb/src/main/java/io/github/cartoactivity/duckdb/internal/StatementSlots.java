package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.duckdb.QueryTimeoutException;
import io.github.cartoactivity.model.ErrorDetails;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets so many statements be open at once, and no more. Who finds no slot waits, though not for answers that nobody reads:
 * a stream that was not closed would never give its slot back.
 */
final class StatementSlots {
    private final int most;
    private final Duration patience;
    private final LongSupplier lastUse;
    private final Semaphore free;

    /**
     * Slots, all free.
     *
     * @param most how many
     * @param patience how long to wait for answers that are not read
     * @param lastUse when a statement in a slot was last at work, as {@link System#nanoTime()} tells it
     */
    StatementSlots(int most, Duration patience, LongSupplier lastUse) {
        this.most = most;
        this.patience = patience;
        this.lastUse = lastUse;
        this.free = new Semaphore(most, true);
    }

    /**
     * Takes a slot.
     *
     * @param timeout how long to wait at most
     */
    void acquire(Duration timeout) {
        long left = StatementWatch.nanos(timeout);
        try {
            while (!free.tryAcquire(Math.min(left, patience.toNanos()), TimeUnit.NANOSECONDS)) {
                left -= patience.toNanos();
                if (left <= 0) {
                    throw inUse("Waited for one of " + most + " statements to end", timeout);
                }
                if (System.nanoTime() - lastUse.getAsLong() >= patience.toNanos()) {
                    throw inUse(
                            "All " + most + " statements have answers that nobody has read for " + patience, timeout);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryCancelledException(
                    ErrorDetails.of("Interrupted while waiting for another statement to end", ""), e);
        }
    }

    void release() {
        free.release();
    }

    private static QueryTimeoutException inUse(String problem, Duration timeout) {
        String advice = "Close streams after use, or raise DatabaseOptions.withMaxStatements";
        return new QueryTimeoutException(
                ErrorDetails.of(problem, advice).with("timeout", timeout).asRetryable(), null);
    }
}
