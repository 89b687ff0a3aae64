package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls into DuckDB of one session be stopped: when the session's time is used up, when the calling thread is
 * interrupted, when too much room is taken on the disk, or when the database is closed. Only time inside the calls counts.
 *
 * <p>DuckDB forgets an interrupt that comes before a statement has begun, so {@link #check(long)} is called again and
 * again, and cancels until the call has returned.
 */
final class StatementWatch {
    /** Why a call was stopped. */
    enum Stop {
        TIMEOUT,
        INTERRUPT,
        ROOM,
        CLOSED
    }

    /** A call into the driver. */
    @FunctionalInterface
    interface DriverCall<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final Duration END = Duration.ofSeconds(10);

    private final Duration limit;
    private long remaining;
    private long startedAt;
    private @Nullable Statement running;
    private @Nullable Thread caller;
    private @Nullable Stop stop;
    private long lastUsed = System.nanoTime();
    private LongSupplier taken = () -> 0;
    private long mostTaken = Long.MAX_VALUE;

    /** A limit of which some time has been used already. */
    StatementWatch(Duration limit, long usedNanos) {
        this.limit = limit;
        this.remaining = nanos(limit) - usedNanos;
    }

    /** Runs one call that {@link #check(long)} may stop. */
    <T extends @Nullable Object> T call(Statement statement, DriverCall<T> call) throws SQLException {
        enter(statement);
        try {
            return call.run();
        } finally {
            leave();
        }
    }

    /** As {@link #call}, but for no longer than a time; if that is what stops it, no stop is noted. */
    <T extends @Nullable Object> T callFor(Duration most, Statement statement, DriverCall<T> call) throws SQLException {
        long beyond;
        synchronized (this) {
            beyond = Math.max(0, remaining - nanos(most));
            remaining -= beyond;
        }
        try {
            return call(statement, call);
        } finally {
            synchronized (this) {
                remaining += beyond;
                stop = stop == Stop.TIMEOUT && remaining > 0 ? null : stop;
            }
        }
    }

    /** Says how the room is measured that statements take on the disk. */
    synchronized void measure(LongSupplier room) {
        taken = room;
    }

    /** Lets calls take no more room than so many bytes more than is taken now, until {@link #allowAnyRoom}. */
    synchronized void allowRoom(long bytes) {
        mostTaken = Math.addExact(taken.getAsLong(), bytes);
    }

    /** Ends {@link #allowRoom}. */
    synchronized void allowAnyRoom() {
        mostTaken = Long.MAX_VALUE;
    }

    /** Nanoseconds that are left. */
    synchronized long remaining() {
        return remaining;
    }

    /** Counts time in DuckDB that did not pass in {@link #call}. */
    synchronized void spend(long nanos) {
        remaining -= nanos;
    }

    /** Notes why the session ends, unless that is known already. */
    synchronized void stop(Stop reason) {
        if (stop == null) {
            stop = reason;
        }
    }

    Duration limit() {
        return limit;
    }

    /** Why the last call was stopped, if it was. */
    synchronized Optional<Stop> stopped() {
        return Optional.ofNullable(stop);
    }

    /** Stops the call in progress, and all later ones. */
    synchronized void close() {
        stop(Stop.CLOSED);
        cancelRunning();
    }

    /** Since when no call is in progress; now, if there is one. */
    synchronized long idleSince() {
        return running == null ? lastUsed : System.nanoTime();
    }

    /**
     * Stops a call in progress and waits for its end, before the connection is closed: after that it cannot be cancelled,
     * and closing would wait for it as long as it takes.
     */
    synchronized void end() {
        long deadline = System.nanoTime() + END.toNanos();
        boolean interrupted = false;
        while (running != null && System.nanoTime() < deadline) {
            close();
            try {
                wait(AGAIN.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks whether the call in progress has to stop. */
    synchronized void check(long now) {
        if (running == null) {
            return;
        }
        if (stop == null && now - startedAt >= remaining) {
            stop = Stop.TIMEOUT;
        } else if (stop == null && caller != null && caller.isInterrupted()) {
            stop = Stop.INTERRUPT;
        } else if (stop == null && mostTaken < Long.MAX_VALUE && taken.getAsLong() > mostTaken) {
            stop = Stop.ROOM;
        }
        if (stop != null) {
            cancelRunning();
        }
    }

    private synchronized void enter(Statement statement) throws SQLException {
        if (stop == null && Thread.currentThread().isInterrupted()) {
            stop = Stop.INTERRUPT;
        }
        if (stop == null && remaining <= 0) {
            stop = Stop.TIMEOUT;
        }
        if (stop != null) {
            throw new SQLException("Stopped");
        }
        startedAt = System.nanoTime();
        caller = Thread.currentThread();
        running = statement;
    }

    private synchronized void leave() {
        lastUsed = System.nanoTime();
        remaining -= lastUsed - startedAt;
        running = null;
        caller = null;
        notifyAll();
    }

    private void cancelRunning() {
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // The statement is being closed, so there is nothing left to stop.
                running = null;
            }
        }
    }

    /** A time in nanoseconds, at most what fits. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
