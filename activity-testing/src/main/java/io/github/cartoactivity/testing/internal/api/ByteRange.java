package io.github.cartoactivity.testing.internal.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for.
 *
 * @param from its first byte
 * @param to its last byte; before {@code from} where the file has no such part
 */
record ByteRange(long from, long to) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Reads a {@code Range} header; several ranges, and anything that is none, mean the whole file. */
    static Optional<ByteRange> parse(String header, long length) {
        Matcher matcher = SINGLE.matcher(header);
        if (!matcher.matches() || header.endsWith("=-")) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            return Optional.of(new ByteRange(Math.max(0, length - Long.parseLong(matcher.group(2))), length - 1));
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? length - 1 : Long.parseLong(matcher.group(2));
        return Optional.of(new ByteRange(from, Math.min(to, length - 1)));
    }

    boolean isSatisfiable() {
        return from <= to;
    }

    long length() {
        return to - from + 1;
    }
}
