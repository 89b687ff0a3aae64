package io.github.cartoactivity.examples.cli;

import java.time.Duration;
import java.util.Locale;

/** How numbers are written for people. */
final class Figures {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Figures() {}

    /** For example {@code 42,117}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For example {@code 1 file} or {@code 12 files}. */
    static String count(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** For example {@code 3.4 MB}; a thousand bytes are a kilobyte. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return count(bytes, "byte");
        }
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** For example {@code 0.02 s}, {@code 12.3 s} or {@code 3 min 20 s}. */
    static String time(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return seconds < 100
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
