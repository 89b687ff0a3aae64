package io.github.cartoactivity.client;

/**
 * Decides what happens when a row cannot be read: to stop, throw; to go on without the row, return. It is called in the
 * order of the rows, by the thread that takes rows from the stream.
 */
@FunctionalInterface
public interface RejectedRowListener {

    /** Stops at the first bad row with a {@link io.github.cartoactivity.client.error.MalformedDataException}. */
    RejectedRowListener STOP = row -> {
        throw row.toException();
    };

    /**
     * A row was rejected.
     *
     * @param row the row and what is wrong with it
     */
    void rejected(RejectedRow row);
}
