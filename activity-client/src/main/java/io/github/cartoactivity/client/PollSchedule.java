package io.github.cartoactivity.client;

import java.time.Duration;

/**
 * When a job is asked how far it is: soon at first, then ever more seldom up to a cap, each wait shortened at random by
 * up to a fifth so that many jobs do not ask at once.
 *
 * @param first the wait before the first question, from which the others follow, each at least 1 ms; by default 1 s
 * @param factor what each wait is multiplied with to give the next; by default 1.5
 * @param cap the longest wait, at least 1 ms; by default 30 s
 * @param notFoundGrace how long after its creation a job may be unknown to the server; by default 30 s
 */
public record PollSchedule(Duration first, double factor, Duration cap, Duration notFoundGrace) {

    /**
     * Checks that waits are not negative, do not shrink and are at most 365 days.
     *
     * @throws IllegalArgumentException if they are or do
     */
    public PollSchedule {
        Timeouts.requireUsable("first", first);
        Timeouts.requireUsable("cap", cap);
        Timeouts.requireUsable("notFoundGrace", notFoundGrace);
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("The factor must be at least 1, not " + factor);
        }
        if (cap.toMillis() < 1) {
            throw new IllegalArgumentException("cap must be at least 1 ms, but is " + cap);
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
}
