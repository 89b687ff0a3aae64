package io.github.cartoactivity.testing.internal.files;

import io.github.cartoactivity.testing.TimestampStyle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Spells instants in one style. Not thread-safe: remembers the last day, because a day has many rows. */
final class Timestamps {
    private static final long DAY_SECONDS = 86_400;
    private static final DateTimeFormatter MILLIS_UTC = utc("uuuu-MM-dd HH:mm:ss.SSS 'UTC'");
    private static final DateTimeFormatter MICROS_OFFSET = utc("uuuu-MM-dd HH:mm:ss.SSSSSSx");
    private static final DateTimeFormatter SECONDS = utc("uuuu-MM-dd HH:mm:ss");

    private final TimestampStyle style;
    private long lastDay = Long.MIN_VALUE;
    private String lastDayText = "";

    Timestamps(TimestampStyle style) {
        this.style = style;
    }

    /** The instant of an event or of a user. */
    String instant(Instant ts) {
        return switch (style) {
            case ISO, BARE_DAYS -> iso(ts);
            case MILLIS_UTC -> MILLIS_UTC.format(ts);
            case MICROS_OFFSET -> MICROS_OFFSET.format(ts);
            case SECONDS -> SECONDS.format(ts);
            case EPOCH_MILLIS -> Long.toString(ts.toEpochMilli());
            case EPOCH_MICROS -> Long.toString(ts.getEpochSecond() * 1_000_000 + ts.getNano() / 1_000);
        };
    }

    /** The day of a usage row. */
    String day(Instant ts) {
        return style == TimestampStyle.BARE_DAYS ? dayText(ts.getEpochSecond() / DAY_SECONDS) : instant(ts);
    }

    private String iso(Instant ts) {
        long seconds = Math.floorMod(ts.getEpochSecond(), DAY_SECONDS);
        StringBuilder out = new StringBuilder(27)
                .append(dayText(Math.floorDiv(ts.getEpochSecond(), DAY_SECONDS)))
                .append('T');
        digits(out, seconds / 3600, 10).append(':');
        digits(out, seconds / 60 % 60, 10).append(':');
        digits(out, seconds % 60, 10).append('.');
        int micros = ts.getNano() / 1_000;
        return (micros % 1_000 == 0 ? digits(out, micros / 1_000, 100) : digits(out, micros, 100_000))
                .append('Z')
                .toString();
    }

    private static StringBuilder digits(StringBuilder out, long number, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            out.append((char) ('0' + number / unit % 10));
        }
        return out;
    }

    private String dayText(long day) {
        if (day != lastDay) {
            lastDay = day;
            lastDayText = LocalDate.ofEpochDay(day).toString();
        }
        return lastDayText;
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
