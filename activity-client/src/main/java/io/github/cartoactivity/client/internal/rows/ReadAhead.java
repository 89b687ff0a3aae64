package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.model.ExportRow;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A piece that is being read by one thread while another takes its rows.
 *
 * @param <T> the record
 */
final class ReadAhead<T extends ExportRow> implements Runnable {
    /** Some sixty thousand rows. */
    private static final int MOST_BATCHES = 64;

    private final Pieces<T> pieces;
    private final Piece<T> piece;
    private final ReadAheadRoom room;
    private final BlockingQueue<RowBatch> batches = new ArrayBlockingQueue<>(MOST_BATCHES);

    ReadAhead(Pieces<T> pieces, Piece<T> piece, ReadAheadRoom room) {
        this.room = room;
        room.enter(this);
        this.pieces = pieces;
        this.piece = piece;
    }

    /** The file that the piece is of. */
    Pieces<T> pieces() {
        return pieces;
    }

    Piece<T> piece() {
        return piece;
    }

    @Override
    public void run() {
        try {
            read();
        } catch (InterruptedException e) {
            // Nobody will take the rows.
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        try {
            piece.read(this::put);
        } catch (RuntimeException | Error e) {
            batches.put(RowBatch.failed(e));
        }
    }

    private void put(RowBatch batch) throws InterruptedException {
        room.take(this, batch.weight());
        batches.put(batch);
    }

    /** The next batch; waits for it. */
    RowBatch take() throws InterruptedException {
        room.await(this);
        RowBatch batch = batches.take();
        room.give(this, batch.weight());
        return batch;
    }

    /** Its rows are not wanted any more. */
    void leave() {
        room.leave(this);
    }
}
