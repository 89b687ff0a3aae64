package io.github.cartoactivity.client.internal.http;

import java.time.Duration;

/** The moment at which a whole call has to be over, whatever the wall clock does. */
public final class Deadline {
    private record End(long nanos, Duration allowed) {}

    private final Time time;
    private volatile End end;

    private Deadline(Time time, End end) {
        this.time = time;
        this.end = end;
    }

    public static Deadline after(Time time, Duration allowed) {
        return new Deadline(time, new End(time.nanoTime() + allowed.toNanos(), allowed));
    }

    /** Another one that ends at the same moment, to be put off without changing this one. */
    public Deadline copy() {
        return new Deadline(time, end);
    }

    /** For work that a further call waits for: from now on it ends no earlier than that call's deadline. */
    public synchronized void putOffTo(Deadline another) {
        End later = another.end;
        if (later.nanos() - end.nanos() > 0) {
            end = later;
        }
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, end.nanos() - time.nanoTime()));
    }

    public boolean allows(Duration wait) {
        return wait.compareTo(left()) < 0;
    }

    /** How long the call was given at its start. */
    public Duration allowed() {
        return end.allowed();
    }
}
