package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.model.DateRange;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file to read, and which of its rows count.
 *
 * @param file the file
 * @param from rows of a timed table before this do not count
 * @param to nor do rows at or after this
 */
public record RowInput(Path file, Instant from, Instant to) {

    /**
     * A file of which all rows count.
     *
     * @param file the file
     * @return the input
     */
    public static RowInput whole(Path file) {
        return new RowInput(file, Instant.MIN, Instant.MAX);
    }

    /**
     * A file of a timed table of which only the rows of some days count.
     *
     * @param file the file
     * @param range the days
     * @return the input
     */
    public static RowInput within(Path file, DateRange range) {
        return new RowInput(file, range.start(), range.end());
    }

    boolean isWhole() {
        return from.equals(Instant.MIN) && to.equals(Instant.MAX);
    }

    boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
