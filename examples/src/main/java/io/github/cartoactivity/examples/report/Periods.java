package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUsers;
import io.github.cartoactivity.duckdb.query.Granularity;
import io.github.cartoactivity.model.DateRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers days, so that a chart has about a hundred bars at most. */
final class Periods {
    private static final int MOST_DAYS = 100;
    private static final int MOST_WEEKS = 7 * 104;

    private Periods() {}

    static Granularity of(DateRange range) {
        if (range.days() <= MOST_DAYS) {
            return Granularity.DAY;
        }
        return range.days() <= MOST_WEEKS ? Granularity.WEEK : Granularity.MONTH;
    }

    /** The first day of the period that a day is in. */
    static LocalDate start(LocalDate day, Granularity period) {
        return switch (period) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private static LocalDate next(LocalDate start, Granularity period) {
        return switch (period) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }

    /** Every period of a range, those without events included. */
    static List<ActiveUsers> all(DateRange range, Granularity period, List<ActiveUsers> known) {
        Map<LocalDate, ActiveUsers> byStart =
                known.stream().collect(Collectors.toMap(ActiveUsers::start, Function.identity()));
        List<ActiveUsers> all = new ArrayList<>();
        LocalDate start = start(range.from(), period);
        while (start.isBefore(range.toExclusive())) {
            all.add(byStart.getOrDefault(start, new ActiveUsers(start, 0, 0)));
            start = next(start, period);
        }
        return List.copyOf(all);
    }
}
