package io.github.cartoactivity.client.internal.rows;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much may be read ahead, by all threads together. Who has no room waits; only the piece whose rows are taken now
 * never does, so that there is always something to take.
 */
final class ReadAheadRoom {
    /** For the objects of a row, beside its texts. */
    private static final long ROW_BYTES = 250;

    private final long most;
    private final Map<ReadAhead<?>, Long> held = new HashMap<>();
    private long total;
    private @Nullable ReadAhead<?> head;

    /** @param most in bytes, about */
    ReadAheadRoom(long most) {
        this.most = most;
    }

    /** What rows take in memory, about. */
    static long weight(int rows, long characters) {
        return rows * ROW_BYTES + characters;
    }

    /** Waits for room, unless rows of this piece are awaited or nobody wants them any more. */
    synchronized void take(ReadAhead<?> piece, long weight) throws InterruptedException {
        while (piece != head && held.containsKey(piece) && total > 0 && total + weight > most) {
            wait();
        }
        if (held.computeIfPresent(piece, (known, before) -> before + weight) != null) {
            total += weight;
        }
    }

    /** Rows were taken. */
    synchronized void give(ReadAhead<?> piece, long weight) {
        if (held.computeIfPresent(piece, (known, before) -> before - weight) != null) {
            total -= weight;
            notifyAll();
        }
    }

    /** A piece is going to be read. */
    synchronized void enter(ReadAhead<?> piece) {
        held.put(piece, 0L);
    }

    /** Nothing of this piece is wanted any more. */
    synchronized void leave(ReadAhead<?> piece) {
        Long left = held.remove(piece);
        total -= left == null ? 0 : left;
        notifyAll();
    }

    /** From now on the rows of this piece are awaited. */
    synchronized void await(ReadAhead<?> piece) {
        if (head != piece) {
            head = piece;
            notifyAll();
        }
    }
}
