package io.github.cartoactivity.duckdb.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread of a database that looks after the statements in flight; it sleeps while there are none. */
final class Watchdog implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(20);

    private final Set<StatementWatch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;
    private volatile boolean closed;

    /** Starts to look after a session. */
    void add(StatementWatch watch) {
        watches.add(watch);
        if (closed) {
            watch.close();
        }
        LockSupport.unpark(thread());
    }

    void remove(StatementWatch watch) {
        watches.remove(watch);
    }

    /** Stops all sessions and ends the thread. */
    @Override
    public void close() {
        closed = true;
        watches.forEach(StatementWatch::close);
        LockSupport.unpark(thread());
    }

    private synchronized @Nullable Thread thread() {
        if (thread == null && !closed) {
            thread = new Thread(this::run, "carto-activity-duckdb-watchdog");
            thread.setDaemon(true);
            thread.start();
        }
        return thread;
    }

    private void run() {
        while (!closed || !watches.isEmpty()) {
            if (watches.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK.toNanos());
            }
            long now = System.nanoTime();
            watches.forEach(watch -> watch.check(now));
        }
    }
}
