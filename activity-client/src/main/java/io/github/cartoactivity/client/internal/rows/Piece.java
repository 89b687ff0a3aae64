package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.model.ExportRow;

/**
 * Rows that can be read ahead, while those before them are still under way.
 *
 * @param <T> the record
 */
interface Piece<T extends ExportRow> {

    /** Reads the rows, on whatever thread, and hands them on in batches; the last batch says how it ended. */
    void read(Sink sink) throws InterruptedException;

    /** Reads the rows again with care, after {@link RowBatch.Then#AGAIN}, on the thread that takes the rows. */
    default Careful<T> again() {
        throw new IllegalStateException("This piece never asks for it");
    }

    /** Is told, on the thread that takes the rows, that all of them were taken. */
    default void taken() {
        // Most need not know.
    }

    /** Where batches go; waits when there are too many. */
    interface Sink {
        void put(RowBatch batch) throws InterruptedException;
    }

    /**
     * Rows that are read with care.
     *
     * @param <T> the record
     */
    interface Careful<T extends ExportRow> {
        PartRows<T> rows();

        /** After the last row: whether the pieces behind this one begin where it ended. */
        boolean endsWithPiece();
    }
}
