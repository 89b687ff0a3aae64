package io.github.cartoactivity.model;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whole UTC days, from the first (included) to the end (not included).
 *
 * <pre>{@code
 * DateRange week = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"));
 * week.days();  // 7
 * week.end();   // 2025-10-08T00:00:00Z
 * }</pre>
 *
 * <p>Source: CARTO's "Activity Data" for the UTC cut-off, "Activity Data API" for the limit of one job and for the hour
 * at which a day becomes ready.
 *
 * @param from the first day
 * @param toExclusive the day after the last one
 */
public record DateRange(LocalDate from, LocalDate toExclusive) {

    /** The UTC hour at which the data of the day before is complete. */
    private static final LocalTime READY_AT = LocalTime.of(5, 0);

    /**
     * Checks that there is at least one day.
     *
     * @throws IllegalArgumentException if the range is empty or backwards
     */
    public DateRange {
        if (!from.isBefore(toExclusive)) {
            throw new IllegalArgumentException("A range needs at least one day, but it runs from " + from
                    + " up to, not including, " + toExclusive);
        }
    }

    /**
     * The days from one to another, both included.
     *
     * @param from the first day
     * @param toInclusive the last day
     * @return the range
     * @throws IllegalArgumentException if the last day lies before the first
     */
    public static DateRange ofDays(LocalDate from, LocalDate toInclusive) {
        if (toInclusive.isBefore(from)) {
            throw new IllegalArgumentException("The last day, " + toInclusive + ", lies before the first, " + from);
        }
        return new DateRange(from, toInclusive.plusDays(1));
    }

    /**
     * A single day.
     *
     * @param day the day
     * @return the range that holds only this day
     */
    public static DateRange ofDay(LocalDate day) {
        return ofDays(day, day);
    }

    /**
     * The last day of the range.
     *
     * @return the day before {@link #toExclusive()}
     */
    public LocalDate last() {
        return toExclusive.minusDays(1);
    }

    /**
     * The instant at which the range begins.
     *
     * @return UTC midnight of the first day
     */
    public Instant start() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * The first instant after the range.
     *
     * @return UTC midnight of the day after the last
     */
    public Instant end() {
        return toExclusive.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * How many days there are.
     *
     * @return at least 1
     */
    public long days() {
        return toExclusive.toEpochDay() - from.toEpochDay();
    }

    /**
     * The days, in order.
     *
     * @return a stream of {@link #days()} days
     */
    public Stream<LocalDate> stream() {
        return from.datesUntil(toExclusive);
    }

    /**
     * Whether an instant lies in the range.
     *
     * @param instant any instant
     * @return true from {@link #start()} up to, not including, {@link #end()}
     */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start()) && instant.isBefore(end());
    }

    /**
     * Cuts the range into consecutive ones, all but the last of the same length.
     *
     * @param maxDays the most days that one piece may have
     * @return the pieces in order; together they are this range
     * @throws IllegalArgumentException if {@code maxDays} is less than 1
     */
    public List<DateRange> split(int maxDays) {
        if (maxDays < 1) {
            throw new IllegalArgumentException("A piece needs at least one day, not " + maxDays);
        }
        List<DateRange> pieces = new ArrayList<>();
        for (LocalDate day = from; day.isBefore(toExclusive); day = day.plusDays(maxDays)) {
            LocalDate next = day.plusDays(maxDays);
            pieces.add(new DateRange(day, next.isBefore(toExclusive) ? next : toExclusive));
        }
        return List.copyOf(pieces);
    }

    /**
     * When the data of a day can be exported: 05:00 UTC of the day after.
     *
     * @param day a UTC day
     * @return the first instant at which a range that ends with this day is accepted
     */
    public static Instant readyAt(LocalDate day) {
        return day.plusDays(1).atTime(READY_AT).toInstant(ZoneOffset.UTC);
    }

    /**
     * The newest day that can be exported now.
     *
     * @param clock tells the time
     * @return yesterday, or the day before it when it is not yet 05:00 UTC
     */
    public static LocalDate latestReadyDay(Clock clock) {
        return LocalDate.ofInstant(clock.instant().minusSeconds(READY_AT.toSecondOfDay()), ZoneOffset.UTC)
                .minusDays(1);
    }

    @Override
    public String toString() {
        return from + ".." + last();
    }
}
