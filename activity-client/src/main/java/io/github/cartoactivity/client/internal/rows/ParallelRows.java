package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.RejectedRow;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.client.internal.rows.Piece.Careful;
import io.github.cartoactivity.model.ExportRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several files in order, read ahead piece by piece by threads of its own.
 *
 * @param <T> the record
 */
final class ParallelRows<T extends ExportRow> extends RowSpliterator<T> {
    private static final long CLOSE_SECONDS = 10;
    private static final long READ_AHEAD_BYTES = 128L << 20;

    private final RowTable<T> table;
    private final RowOptions options;
    private final LongAdder dropped;
    private final Iterator<RowInput> inputs;
    private final int mostPieces;
    private final ExecutorService threads;
    private final ReadAheadRoom room;
    private final Deque<ReadAhead<T>> underWay = new ArrayDeque<>();
    private @Nullable Pieces<T> file;
    private Iterator<Object> batch = List.of().iterator();
    private @Nullable Careful<T> careful;

    ParallelRows(RowTable<T> table, List<RowInput> inputs, RowOptions options, LongAdder dropped, RowCounter counter) {
        this(table, inputs, options, dropped, counter, READ_AHEAD_BYTES);
    }

    ParallelRows(
            RowTable<T> table,
            List<RowInput> inputs,
            RowOptions options,
            LongAdder dropped,
            RowCounter counter,
            long readAheadBytes) {
        super(counter);
        this.room = new ReadAheadRoom(readAheadBytes);
        this.table = table;
        this.inputs = inputs.iterator();
        this.options = options;
        this.dropped = dropped;
        this.mostPieces = options.threads() * 2;
        this.threads = Executors.newFixedThreadPool(options.threads(), new Threads()::newThread);
    }

    @Override
    @Nullable
    T next() {
        while (true) {
            T row = careful == null ? nextOfBatch() : nextOfCareful(careful);
            if (row != null) {
                return row;
            }
            if (careful == null && !nextBatch()) {
                return null;
            }
        }
    }

    @SuppressWarnings("unchecked") // a batch holds nothing but bad rows and records of this table
    private @Nullable T nextOfBatch() {
        while (batch.hasNext()) {
            Object row = batch.next();
            if (!(row instanceof RejectedRow bad)) {
                return (T) row;
            }
            options.badRows().rejected(bad);
        }
        return null;
    }

    private boolean nextBatch() {
        readAhead();
        ReadAhead<T> head = underWay.peek();
        if (head == null) {
            return false;
        }
        RowBatch next = take(head);
        batch = next.rows().iterator();
        dropped.add(next.dropped());
        switch (next.then()) {
            case MORE -> {}
            case END -> {
                head.piece().taken();
                underWay.remove().leave();
                closeIfDone(head.pieces());
            }
            case AGAIN -> careful = head.piece().again();
            case FAILED -> fail(next.failure());
        }
        return true;
    }

    private static void fail(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }

    private @Nullable T nextOfCareful(Careful<T> rows) {
        T row = rows.rows().next(bad -> options.badRows().rejected(bad.get()));
        dropped.add(rows.rows().takeDropped());
        if (row == null) {
            careful = null;
            rows.rows().close();
            ReadAhead<T> read = underWay.remove();
            read.leave();
            Pieces<T> pieces = read.pieces();
            if (!rows.endsWithPiece()) {
                leave(pieces);
            }
            closeIfDone(pieces);
        }
        return row;
    }

    /** Forgets the other pieces of a file, which has been read to its end. */
    private void leave(Pieces<T> left) {
        underWay.removeIf(ahead -> {
            boolean ofTheFile = ahead.pieces() == left;
            if (ofTheFile) {
                ahead.leave();
            }
            return ofTheFile;
        });
        if (file == left) {
            file = null;
        }
    }

    private void closeIfDone(Pieces<T> pieces) {
        if (file != pieces && underWay.stream().noneMatch(ahead -> ahead.pieces() == pieces)) {
            pieces.close();
        }
    }

    private RowBatch take(ReadAhead<T> head) {
        try {
            return head.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableFileException(head.pieces().path(), "The reading was interrupted", e);
        }
    }

    private void readAhead() {
        while (underWay.size() < mostPieces && (file != null || inputs.hasNext())) {
            Pieces<T> open = file == null ? Pieces.open(table, inputs.next(), options) : file;
            file = open;
            Piece<T> piece = nextPiece(open);
            if (piece == null) {
                file = null;
                closeIfDone(open);
            } else {
                ReadAhead<T> ahead = new ReadAhead<>(open, piece, room);
                underWay.add(ahead);
                threads.execute(ahead);
            }
        }
    }

    /** Trouble with the next piece is told when its turn comes, after the rows before it. */
    private static <T extends ExportRow> @Nullable Piece<T> nextPiece(Pieces<T> open) {
        try {
            return open.next();
        } catch (RuntimeException e) {
            return sink -> sink.put(RowBatch.failed(e));
        }
    }

    @Override
    void release() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (careful != null) {
            careful.rows().close();
        }
        underWay.forEach(ahead -> ahead.pieces().close());
        if (file != null) {
            file.close();
        }
    }

    /** Names the threads, and lets the program end without them. */
    private static final class Threads {
        private final AtomicInteger count = new AtomicInteger();

        Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "activity-rows-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
