package io.github.cartoactivity.client;

import java.time.Duration;

/**
 * When a job is asked how far it is: soon at first, then ever more seldom up to a cap, each wait shortened at random by
 * up to a fifth so that many jobs do not ask at once.
 *
 * @param first the wait before the first question; by default 1 s
 * @param factor what each wait is multiplied with to give the next; by default 1.5
 * @param cap the longest wait; by default 30 s
 * @param notFoundGrace how long after its creation a job may be unknown to the server; by default 30 s
 */
public record PollSchedule(Duration first, double factor, Duration cap, Duration notFoundGrace) {

    /**
     * Checks that waits are not negative and do not shrink.
     *
     * @throws IllegalArgumentException if they are or do
     */
    public PollSchedule {
        Timeouts.requireNotNegative("first", first);
        Timeouts.requireNotNegative("cap", cap);
        Timeouts.requireNotNegative("notFoundGrace", notFoundGrace);
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("The factor must be at least 1, not " + factor);
        }
    }

    /**
     * From 1 s up to 30 s.
     *
     * @return the schedule of a client that was not given another
     */
    public static PollSchedule defaults() {
        return new PollSchedule(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    /**
     * The longest that the wait before a question can be; the real one is up to a fifth shorter.
     *
     * @param poll which question, from 0
     * @return the wait
     */
    public Duration delay(int poll) {
        double nanos = first.toNanos() * Math.pow(factor, poll);
        return nanos < cap.toNanos() ? Duration.ofNanos((long) nanos) : cap;
    }
}
