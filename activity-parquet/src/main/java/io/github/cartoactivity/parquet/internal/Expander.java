package io.github.cartoactivity.parquet.internal;

import java.io.IOException;

/** Expands a compressed page piece by piece, so that a page of any size needs little memory. */
interface Expander extends AutoCloseable {
    /** How many bytes behind the end of a piece an expander may overwrite. */
    int SPARE = 16;

    /** How many of the bytes before a piece have to stay in the array, right before it. */
    int history();

    /**
     * Expands the next piece.
     *
     * @param window where it goes; has {@link #SPARE} bytes more than {@code stop}
     * @param at where the piece begins
     * @param stop where it ends at the latest
     * @return how many bytes were written; 0 or less at the end of the page
     * @throws FarMatchException if bytes from before the history are needed
     */
    int expand(byte[] window, int at, int stop) throws IOException;

    /**
     * Makes sure that the page ends here, and that it is what was compressed, where its format can tell.
     *
     * @throws IOException if there is more, or a checksum is wrong
     */
    default void expectEnd() throws IOException {
        // Most formats hold neither an end nor a checksum.
    }

    @Override
    default void close() throws IOException {
        // Most hold nothing.
    }

    /** The page repeats bytes from further back than the history goes. */
    final class FarMatchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FarMatchException() {
            super(null, null, false, false);
        }
    }
}
