package io.github.cartoactivity.client;

import java.time.Duration;

/**
 * How long to wait for what. Nothing that this library does is without a bound.
 *
 * @param connect for a connection; by default 10 s. A {@link CartoActivityClientBuilder#httpClient given HTTP client} has
 *     its own instead
 * @param answer for a whole answer of the API, or for the headers of a file; by default 60 s
 * @param idle between two bytes of a file; by default 30 s
 * @param total for a whole call, all repetitions, waits and jobs included; by default 4 h. Where a disk does not answer, the
 *     call fails up to 5 s later
 */
public record Timeouts(Duration connect, Duration answer, Duration idle, Duration total) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Checks that every time is more than nothing and at most 365 days.
     *
     * @throws IllegalArgumentException if one is not
     */
    public Timeouts {
        requirePositive("connect", connect);
        requirePositive("answer", answer);
        requirePositive("idle", idle);
        requirePositive("total", total);
    }

    /**
     * Times that fit exports of any usual size.
     *
     * @return the times of a client that was not given others
     */
    public static Timeouts defaults() {
        return new Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofHours(4));
    }

    /**
     * The same times with another one for a connection.
     *
     * @param time how long
     * @return a copy
     */
    public Timeouts withConnect(Duration time) {
        return new Timeouts(time, answer, idle, total);
    }

    /**
     * The same times with another one for an answer.
     *
     * @param time how long
     * @return a copy
     */
    public Timeouts withAnswer(Duration time) {
        return new Timeouts(connect, time, idle, total);
    }

    /**
     * The same times with another one between two bytes.
     *
     * @param time how long
     * @return a copy
     */
    public Timeouts withIdle(Duration time) {
        return new Timeouts(connect, answer, time, total);
    }

    /**
     * The same times with another one for a whole call.
     *
     * @param time how long
     * @return a copy
     */
    public Timeouts withTotal(Duration time) {
        return new Timeouts(connect, answer, idle, time);
    }

    static void requireUsable(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be at most 365 days, but is " + duration);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than nothing, but is " + duration);
        }
        requireUsable(name, duration);
    }
}
