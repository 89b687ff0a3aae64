package io.github.cartoactivity.client.internal.http;

import java.time.Duration;

/** The moment at which a whole call has to be over, whatever the wall clock does. */
public final class Deadline {
    private final Time time;
    private final long endNanos;
    private final Duration allowed;

    private Deadline(Time time, Duration allowed) {
        this.time = time;
        this.allowed = allowed;
        this.endNanos = time.nanoTime() + allowed.toNanos();
    }

    public static Deadline after(Time time, Duration allowed) {
        return new Deadline(time, allowed);
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - time.nanoTime()));
    }

    public boolean allows(Duration wait) {
        return wait.compareTo(left()) < 0;
    }

    /** How long the call was given at its start. */
    public Duration allowed() {
        return allowed;
    }
}
