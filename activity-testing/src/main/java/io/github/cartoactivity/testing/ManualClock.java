package io.github.cartoactivity.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A UTC clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * A clock that shows an instant.
     *
     * @param now the instant
     * @return the clock, in UTC
     */
    public static ManualClock at(Instant now) {
        return new ManualClock(new AtomicReference<>(now), ZoneOffset.UTC);
    }

    /**
     * A clock that shows an instant.
     *
     * @param now the instant in ISO spelling, for example {@code 2025-10-08T05:00:00Z}
     * @return the clock, in UTC
     */
    public static ManualClock at(String now) {
        return at(Instant.parse(now));
    }

    /**
     * Moves the clock.
     *
     * @param step how far; backwards where it is negative
     */
    public void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }

    /**
     * Sets the clock.
     *
     * @param instant what it shows from now on
     */
    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock seen in another zone: moving one moves the other. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(now, other);
    }
}
