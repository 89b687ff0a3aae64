package io.github.cartoactivity.client.internal.download;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of a file an answer of status 206 holds: {@code bytes FIRST-LAST/TOTAL}. */
record BodyRange(long first, long last, long total) {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    static Optional<BodyRange> of(HttpHeaders headers) {
        Matcher matcher = CONTENT_RANGE.matcher(
                headers.firstValue("content-range").orElse("").strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new BodyRange(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))));
    }

    /** Whether this is the file from an offset up to its end. */
    boolean isRestFrom(long offset) {
        return first == offset && last == total - 1 && first <= last;
    }
}
