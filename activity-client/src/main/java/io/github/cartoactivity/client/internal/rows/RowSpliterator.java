package io.github.cartoactivity.client.internal.rows;

import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rows in order, one by one, from something that has to be closed. It closes itself after the last row and at the first
 * trouble; whoever stops before has to close the stream.
 *
 * @param <T> the record
 */
abstract class RowSpliterator<T> implements Spliterator<T>, AutoCloseable {
    private static final long STEP = 10_000;

    private final RowCounter counter;
    private long taken;
    private boolean closed;

    RowSpliterator(RowCounter counter) {
        this.counter = counter;
    }

    /** The next row, or null after the last one. */
    abstract @Nullable T next();

    /** Lets go of everything; called once. */
    abstract void release();

    final Stream<T> stream() {
        return StreamSupport.stream(this, false).onClose(this::close);
    }

    @Override
    public final boolean tryAdvance(Consumer<? super T> action) {
        if (closed) {
            return false;
        }
        T row = null;
        try {
            row = next();
        } finally {
            if (row == null) {
                close();
            }
        }
        if (row == null) {
            return false;
        }
        if (++taken % STEP == 0) {
            counter.taken(taken);
        }
        action.accept(row);
        return true;
    }

    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            release();
            counter.ended(taken);
        }
    }

    @Override
    public final @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public final long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public final int characteristics() {
        return ORDERED | NONNULL | IMMUTABLE;
    }
}
