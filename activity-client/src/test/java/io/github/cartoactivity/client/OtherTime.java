package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Another time but for what a test makes of it. */
interface OtherTime extends Time {
    /** The time that is asked for all else. */
    Time time();

    @Override
    default Instant now() {
        return time().now();
    }

    @Override
    default long nanoTime() {
        return time().nanoTime();
    }

    @Override
    default CompletableFuture<Void> sleep(Duration duration) {
        return time().sleep(duration);
    }

    @Override
    default Alarm alarm(Duration duration, Runnable action) {
        return time().alarm(duration, action);
    }
}
