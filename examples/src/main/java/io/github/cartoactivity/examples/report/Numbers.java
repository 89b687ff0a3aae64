package io.github.cartoactivity.examples.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers, days and times are written for people. */
final class Numbers {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"", "k", "M", "G", "T"};

    private Numbers() {}

    /** For example {@code 42,117}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For example {@code 42,117} or {@code 3.5}: one decimal where there is something behind the point. */
    static String amount(BigDecimal number) {
        BigDecimal rounded = number.setScale(1, RoundingMode.HALF_UP);
        boolean whole = rounded.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", rounded);
    }

    static String amount(double number) {
        return amount(BigDecimal.valueOf(number));
    }

    /** For example {@code 42,117} or {@code 8.69M}: short enough for a headline. */
    static String headline(double number) {
        return number < 1_000_000 ? String.format(Locale.ROOT, "%,.0f", number) : brief(number);
    }

    static String headline(long number) {
        return number < 1_000_000 ? count(number) : brief((double) number);
    }

    /** For example {@code 93.4 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
    }

    /** For example {@code 1.5k} or {@code 20M}, for axes. */
    static String brief(double number) {
        double value = number;
        int unit = 0;
        while (value >= 1_000 && unit < UNITS.length - 1) {
            value /= 1_000;
            unit++;
        }
        return BigDecimal.valueOf(value)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + UNITS[unit];
    }

    /** For example {@code 6 Oct 2025}. */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    static String month(LocalDate day) {
        return MONTH.format(day);
    }

    /** For example {@code 2025-10-06 14:03}, UTC. */
    static String time(@Nullable Instant instant) {
        return instant == null ? "" : TIME.format(instant);
    }
}
