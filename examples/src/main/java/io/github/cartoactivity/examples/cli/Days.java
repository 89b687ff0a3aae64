package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.model.DateRange;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The options for a range of days. */
final class Days {
    static final List<Option> OPTIONS = List.of(
            Option.value("--start-date", "DATE", "the first UTC day, for example 2025-10-01"),
            Option.value(
                    "--end-date", "DATE", "the last UTC day, itself included; by default the newest that is ready"));

    private Days() {}

    static DateRange range(Arguments arguments, Clock clock) {
        LocalDate first = day("--start-date", arguments.required("--start-date"));
        LocalDate newest = DateRange.latestReadyDay(clock);
        LocalDate last = arguments
                .text("--end-date")
                .map(text -> day("--end-date", text))
                .orElse(newest);
        if (!arguments.has("--end-date") && first.isAfter(newest)) {
            throw new UsageException(notReady("the first day, " + first, newest));
        }
        if (last.isBefore(first)) {
            throw new UsageException("the last day, " + last + ", lies before the first, " + first);
        }
        return DateRange.ofDays(first, last);
    }

    /** A range whose data CARTO has. */
    static DateRange ready(Arguments arguments, Clock clock) {
        DateRange range = range(arguments, clock);
        LocalDate newest = DateRange.latestReadyDay(clock);
        if (range.last().isAfter(newest)) {
            throw new UsageException(notReady("the last day, " + range.last(), newest));
        }
        return range;
    }

    private static String notReady(String day, LocalDate newest) {
        return day + ", is not ready yet: the newest day that CARTO has is " + newest
                + ", and each day is ready at 05:00 UTC on the next";
    }

    static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " needs a day such as 2025-10-01, not \"" + text + "\"");
        }
    }
}
