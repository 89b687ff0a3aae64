package io.github.cartoactivity.client.internal.download;

import java.time.Duration;

/**
 * When a large file is fetched over several connections at once, in what pieces, and when they go to the disk.
 *
 * @param threshold files smaller than this are not
 * @param least the smallest piece worth a request of its own
 * @param most the largest piece, so that a connection is soon free for another file
 * @param worthwhile how long the rest has to take at the present speed
 * @param flushAfter after how many bytes a file that is on its way is written to the disk; as much is lost by a crash
 */
public record SegmentRules(long threshold, long least, long most, Duration worthwhile, long flushAfter) {
    private static final int MIB = 1 << 20;
    private static final int FLUSH_AFTER = 16 * MIB;

    public SegmentRules(long threshold, long least, long most, Duration worthwhile) {
        this(threshold, least, most, worthwhile, FLUSH_AFTER);
    }

    public static SegmentRules defaults() {
        return new SegmentRules(32 * MIB, 4 * MIB, 32 * MIB, Duration.ofSeconds(2));
    }

    /** The same rules with another distance between two flushes. */
    public SegmentRules flushingAfter(long bytes) {
        return new SegmentRules(threshold, least, most, worthwhile, bytes);
    }
}
