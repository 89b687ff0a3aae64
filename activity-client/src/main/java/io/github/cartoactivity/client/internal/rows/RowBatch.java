package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.RejectedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows that were read ahead, good and bad ones in their order; or how the reading ended. */
final class RowBatch {
    /** How it goes on after these rows. */
    enum Then {
        /** More rows may come. */
        MORE,
        /** That was all. */
        END,
        /** Nothing was given, because the piece has to be read again with care. */
        AGAIN,
        /** The reading failed. */
        FAILED
    }

    private final Then then;
    private final List<Object> rows;
    private final long dropped;
    private final long weight;
    private final @Nullable Throwable failure;

    private RowBatch(Then then, List<Object> rows, long dropped, long weight, @Nullable Throwable failure) {
        this.then = then;
        this.rows = rows;
        this.dropped = dropped;
        this.weight = weight;
        this.failure = failure;
    }

    /**
     * Rows and {@link RejectedRow}s, and how many rows were left out among them.
     *
     * @param characters how long the texts in them are
     */
    static RowBatch of(List<Object> rows, long dropped, long characters) {
        return new RowBatch(Then.MORE, rows, dropped, ReadAheadRoom.weight(rows.size(), characters), null);
    }

    static RowBatch end() {
        return new RowBatch(Then.END, List.of(), 0, 0, null);
    }

    static RowBatch again() {
        return new RowBatch(Then.AGAIN, List.of(), 0, 0, null);
    }

    static RowBatch failed(Throwable failure) {
        return new RowBatch(Then.FAILED, List.of(), 0, 0, failure);
    }

    Then then() {
        return then;
    }

    List<Object> rows() {
        return rows;
    }

    long dropped() {
        return dropped;
    }

    /** What it takes in memory, in bytes, about. */
    long weight() {
        return weight;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
