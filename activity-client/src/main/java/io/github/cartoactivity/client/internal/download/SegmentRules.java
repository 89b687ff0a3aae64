package io.github.cartoactivity.client.internal.download;

import java.time.Duration;

/**
 * When a large file is fetched over several connections at once, and in what pieces.
 *
 * @param threshold files smaller than this are not
 * @param least the smallest piece worth a request of its own
 * @param most the largest piece, so that a connection is soon free for another file
 * @param worthwhile how long the rest has to take at the present speed
 */
public record SegmentRules(long threshold, long least, long most, Duration worthwhile) {
    private static final int MIB = 1 << 20;

    public static SegmentRules defaults() {
        return new SegmentRules(32 * MIB, 4 * MIB, 32 * MIB, Duration.ofSeconds(2));
    }
}
