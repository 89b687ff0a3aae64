package io.github.cartoactivity.testing.internal.organisation;

import java.time.Duration;
import java.time.LocalDate;

/**
 * What an organisation is made from.
 *
 * @param seed what everything follows from
 * @param created the UTC day on which it came into being
 * @param users about how many users there are at a time
 * @param groups how many groups there are at first, 0 where groups are not enabled
 * @param eventsPerDay about how many events a working day has
 */
public record Profile(long seed, LocalDate created, int users, int groups, int eventsPerDay) {
    static final long DAY = Duration.ofDays(1).toMillis();
    private static final long FOUNDED_AT = Duration.ofHours(8).toMillis();
    private static final long SETTLED = Duration.ofMinutes(10).toMillis();

    /** The first day, counted from 1970. */
    long firstDay() {
        return created.toEpochDay();
    }

    /** The moment at which the organisation came into being, in milliseconds. */
    long foundedAt() {
        return firstDay() * DAY + FOUNDED_AT;
    }

    /** The moment from which on there is something to work with, in milliseconds. */
    long settledAt() {
        return foundedAt() + SETTLED;
    }

    /** A key for one part of the organisation. */
    long key(String part) {
        return Dice.hash(seed, part.hashCode());
    }
}
