package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time in which deliberate waits pass at once, and are written down; time-outs and watchdogs stay real, because what they
 * watch is a real server.
 */
final class VirtualTime implements Time, AutoCloseable {
    private final ManualClock clock;
    private final AtomicLong slept = new AtomicLong();
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "virtual-time");
        thread.setDaemon(true);
        return thread;
    });

    private volatile int timesAsFast = 1;

    VirtualTime(ManualClock clock) {
        this.clock = clock;
    }

    /** Every wait that was asked for, in order. */
    List<Duration> sleeps() {
        return sleeps;
    }

    /** From now on time-outs come so many times as early, and find the clock where it should be. */
    void timesAsFast(int value) {
        timesAsFast = value;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + slept.get();
    }

    @Override
    public CompletableFuture<Void> sleep(Duration duration) {
        sleeps.add(duration);
        slept.addAndGet(duration.toNanos());
        clock.advance(duration);
        return CompletableFuture.runAsync(() -> {}, threads);
    }

    @Override
    public Alarm alarm(Duration duration, Runnable action) {
        Duration real = duration.dividedBy(timesAsFast);
        Runnable due = () -> {
            slept.addAndGet(duration.minus(real).toNanos());
            action.run();
        };
        Future<?> pending = threads.schedule(due, real.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
