package io.github.cartoactivity.client.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Everything that a client knows of time, so that a test can turn the clock itself. */
public interface Time {

    /** The wall clock, for what other machines say about time: expiry of tokens, readiness of days. */
    Instant now();

    /** Nanoseconds that only go forward, for deadlines and durations. */
    long nanoTime();

    /** Completes after a deliberate wait, on a thread of the client. Cancelling it ends the wait. */
    CompletableFuture<Void> sleep(Duration duration);

    /** Runs something unless it is cancelled before: time-outs and watchdogs. */
    Alarm alarm(Duration duration, Runnable action);

    /** An alarm that can be turned off. */
    @FunctionalInterface
    interface Alarm {
        void cancel();
    }
}
