package io.github.cartoactivity.client.internal.download;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of a file an answer of status 206 holds: {@code bytes FIRST-LAST/TOTAL}. */
record BodyRange(long first, long last, long total) {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern REFUSED_RANGE = Pattern.compile("bytes \\*/(\\d{1,18})");

    static Optional<BodyRange> of(HttpHeaders headers) {
        Matcher matcher = CONTENT_RANGE.matcher(value(headers));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new BodyRange(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))));
    }

    /** The size of the file, as a refusal of status 416 tells it. */
    static OptionalLong totalOfRefusal(HttpHeaders headers) {
        Matcher matcher = REFUSED_RANGE.matcher(value(headers));
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static String value(HttpHeaders headers) {
        return headers.firstValue("content-range").orElse("").strip();
    }

    /** Whether this is what was asked for: from a place up to another one, or to the end of the file before that. */
    boolean covers(long from, long end, long knownTotal) {
        return first == from
                && last >= first
                && last + 1 == Math.min(end, total)
                && (knownTotal < 0 || knownTotal == total);
    }
}
