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
        LocalDate last = arguments
                .text("--end-date")
                .map(text -> day("--end-date", text))
                .orElseGet(() -> DateRange.latestReadyDay(clock));
        if (last.isBefore(first)) {
            throw new UsageException("the last day, " + last + ", lies before the first, " + first);
        }
        return DateRange.ofDays(first, last);
    }

    private static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " needs a day such as 2025-10-01, not \"" + text + "\"");
        }
    }
}
