package io.github.cartoactivity.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts bad rows and keeps the first of them. May be used for several streams, also at the same time.
 *
 * <pre>{@code
 * RejectedRows rejected = RejectedRows.keeping(100);
 * try (Stream<ActivityEvent> events = RowReader.defaults().onBadRow(rejected).activity(file)) {
 *     events.forEach(this::use);
 * }
 * log.info(rejected.count() + " bad rows, the first: " + rejected.rows());
 * }</pre>
 */
public final class RejectedRows implements RejectedRowListener {
    private final int most;
    private final List<RejectedRow> rows = new ArrayList<>();
    private long count;

    private RejectedRows(int most) {
        this.most = most;
    }

    /**
     * Keeps a number of rows and counts all.
     *
     * @param most how many rows to keep
     * @return a new listener
     */
    public static RejectedRows keeping(int most) {
        return new RejectedRows(most);
    }

    @Override
    public synchronized void rejected(RejectedRow row) {
        count++;
        if (rows.size() < most) {
            rows.add(row);
        }
    }

    /**
     * How many rows were rejected so far.
     *
     * @return 0 or more
     */
    public synchronized long count() {
        return count;
    }

    /**
     * The first rows that were rejected.
     *
     * @return at most as many as are to be kept
     */
    public synchronized List<RejectedRow> rows() {
        return List.copyOf(rows);
    }
}
