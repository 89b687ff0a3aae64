package io.github.cartoactivity.client.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads a point in time in any of the spellings that exports use:
 *
 * <ul>
 *   <li>{@code 2025-10-01T12:34:56.789Z}, {@code 2025-10-01 12:34:56.789123 UTC}, {@code 2025-10-01 12:34:56+00}: with a
 *       {@code T} or a blank, up to nine digits after the second, and {@code Z}, {@code UTC}, {@code GMT} or an offset
 *   <li>{@code 2025-10-01 12:34:56} and {@code 2025-10-01}: UTC, whatever the zone of this machine
 *   <li>{@code 1759322096}, {@code 1759322096789}, {@code 1759322096789123}: seconds, milli-, micro- or nanoseconds since
 *       1970, told apart by their size
 * </ul>
 */
public final class TimestampText {
    private static final int DATE_LENGTH = 10;
    private static final long SECONDS_OF_DAY = 86_400;
    private static final int NANO_DIGITS = 9;

    private TimestampText() {}

    /**
     * Reads a time.
     *
     * @param text bytes that hold it
     * @param from its first byte
     * @param to the byte after its last one
     * @return the instant
     * @throws BadRowException if it is none of the spellings
     */
    public static Instant parse(byte[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text[start] == ' ') {
            start++;
        }
        while (end > start && text[end - 1] == ' ') {
            end--;
        }
        try {
            return isDate(text, start, end) ? civil(text, start, end) : epoch(text, start, end);
        } catch (DateTimeException | ArithmeticException e) {
            throw bad(from, to);
        }
    }

    private static boolean isDate(byte[] text, int from, int to) {
        return to - from >= DATE_LENGTH && text[from + 4] == '-' && text[from + 7] == '-';
    }

    private static Instant civil(byte[] text, int from, int to) {
        int year = digits(text, from, 4, to);
        int month = digits(text, from + 5, 2, to);
        int day = digits(text, from + 8, 2, to);
        long seconds = LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_DAY;
        int at = from + DATE_LENGTH;
        if (at == to) {
            return Instant.ofEpochSecond(seconds);
        }
        if (text[at] != 'T' && text[at] != ' ' && text[at] != 't') {
            throw new DateTimeException("no time");
        }
        return time(text, at + 1, to, seconds);
    }

    private static Instant time(byte[] text, int from, int to, long midnight) {
        int hour = below(24, digits(text, from, 2, to));
        expect(text, from + 2, to, ':');
        int minute = below(60, digits(text, from + 3, 2, to));
        int at = from + 5;
        int second = 0;
        int nanos = 0;
        if (at < to && text[at] == ':') {
            second = below(60, digits(text, at + 1, 2, to));
            at += 3;
            if (at < to && text[at] == '.') {
                int end = digitsEnd(text, at + 1, to);
                nanos = fraction(text, at + 1, end);
                at = end;
            }
        }
        return Instant.ofEpochSecond(midnight + hour * 3600L + minute * 60L + second - zone(text, at, to), nanos);
    }

    /** The offset in seconds of what follows the time of day. */
    private static int zone(byte[] text, int from, int to) {
        int at = from < to && text[from] == ' ' ? from + 1 : from;
        int length = to - at;
        if (length == 0 || (length == 1 && (text[at] | 0x20) == 'z')) {
            return 0;
        }
        if (length == 3 && (is(text, at, "UTC") || is(text, at, "GMT"))) {
            return 0;
        }
        int sign = text[at] == '-' ? -1 : 1;
        if (sign > 0) {
            expect(text, at, to, '+');
        }
        int hours = below(19, digits(text, at + 1, 2, to));
        int minutes = 0;
        if (length > 3) {
            int minutesAt = text[at + 3] == ':' ? at + 4 : at + 3;
            minutes = below(60, digits(text, minutesAt, 2, to));
            if (minutesAt + 2 != to) {
                throw new DateTimeException("text after the zone");
            }
        }
        return sign * (hours * 3600 + minutes * 60);
    }

    private static Instant epoch(byte[] text, int from, int to) {
        int end = digitsEnd(text, from, to);
        int length = end - from;
        if (end != to || length < 9 || length > 19) {
            throw new DateTimeException("not an epoch");
        }
        long value = 0;
        for (int i = from; i < end; i++) {
            value = Math.addExact(Math.multiplyExact(value, 10L), text[i] - '0');
        }
        long perSecond = length <= 11 ? 1 : length <= 14 ? 1_000 : length <= 17 ? 1_000_000 : 1_000_000_000;
        return Instant.ofEpochSecond(value / perSecond, value % perSecond * (1_000_000_000 / perSecond));
    }

    private static int fraction(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0 || length > NANO_DIGITS) {
            throw new DateTimeException("not a fraction of a second");
        }
        int value = digits(text, from, length, to);
        for (int i = length; i < NANO_DIGITS; i++) {
            value *= 10;
        }
        return value;
    }

    private static int digitsEnd(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int digits(byte[] text, int from, int count, int to) {
        if (from + count > to) {
            throw new DateTimeException("too short");
        }
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int below(int bound, int value) {
        if (value >= bound) {
            throw new DateTimeException("out of range");
        }
        return value;
    }

    private static void expect(byte[] text, int at, int to, char wanted) {
        if (at >= to || text[at] != wanted) {
            throw new DateTimeException("unexpected character");
        }
    }

    private static boolean is(byte[] text, int from, String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if ((text[from + i] & ~0x20) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static BadRowException bad(int from, int to) {
        return new BadRowException("A text of " + (to - from) + " bytes is no time");
    }
}
