package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.EndDate;
import io.github.cartoactivity.testing.internal.api.FileSplit.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Which ranges a job may have, and which rows it then holds. */
final class RangeRules {
    private static final int MAX_DAYS = 59;

    private final LocalDate created;
    private final EndDate endDate;
    private final Clock clock;

    RangeRules(LocalDate created, EndDate endDate, Clock clock) {
        this.created = created;
        this.endDate = endDate;
        this.clock = clock;
    }

    void check(DateRange range) throws InvalidJobException {
        if (range.days() > MAX_DAYS) {
            throw new InvalidJobException("The date range must be under 60 days");
        }
        if (range.from().isBefore(created)) {
            throw new InvalidJobException("startDate is before the creation of the organization on " + created);
        }
        Instant ready = DateRange.readyAt(range.last());
        if (clock.instant().isBefore(ready)) {
            throw new InvalidJobException("Data of " + range.last() + " will be available at " + ready);
        }
    }

    /** The time whose rows a job for a range holds. */
    Slice content(DateRange range) {
        Instant end = switch (endDate) {
            case EXCLUSIVE -> range.end();
            case INCLUSIVE_INSTANT -> range.end().plusNanos(1);
            case INCLUSIVE_DAY -> earlier(range.end().plus(Duration.ofDays(1)), clock.instant());
        };
        return new Slice(range.start(), end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
