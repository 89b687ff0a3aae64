package io.github.cartoactivity.client.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The machine's time. The timer only hands over: what an alarm sets off may wait, for a disk or for the user. */
public final class SystemTime implements Time {
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Executor executor;

    /** @param executor runs alarms, and goes on after a sleep; always has a thread for it */
    public SystemTime(Clock clock, ScheduledExecutorService timer, Executor executor) {
        this.clock = clock;
        this.timer = timer;
        this.executor = executor;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public CompletableFuture<Void> sleep(Duration duration) {
        CompletableFuture<Void> awake = new CompletableFuture<>();
        Alarm alarm = alarm(duration, () -> awake.complete(null));
        awake.whenComplete((done, cancelled) -> alarm.cancel());
        return awake;
    }

    @Override
    public Alarm alarm(Duration duration, Runnable action) {
        Future<?> pending = timer.schedule(() -> executor.execute(action), duration.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }
}
