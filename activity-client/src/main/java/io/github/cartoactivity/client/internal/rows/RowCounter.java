package io.github.cartoactivity.client.internal.rows;

/** Hears how many rows a stream has given, on the thread that takes them. */
public interface RowCounter {
    /** Nobody wants to know. */
    RowCounter NOBODY = new RowCounter() {};

    /** So many rows so far. */
    default void taken(long rows) {}

    /** So many rows in all: there are no more, or the stream was closed. */
    default void ended(long rows) {}
}
