package io.github.cartoactivity.client.spi;

/**
 * Neighbouring rows of one part of a file.
 *
 * @param part the part, from 0
 * @param from the first row, counted from 0 within the part
 * @param to the row behind the last one; {@link Long#MAX_VALUE} for all that follow
 */
public record RowRange(int part, long from, long to) {

    /**
     * All rows of a part.
     *
     * @param part the part, from 0
     * @return the range
     */
    public static RowRange whole(int part) {
        return new RowRange(part, 0, Long.MAX_VALUE);
    }
}
