package io.github.cartoactivity.duckdb.query;

/**
 * How many rows of an ordered answer are wanted.
 *
 * @param count at least 1
 */
public record Top(int count) {

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Top {
        if (count < 1) {
            throw new IllegalArgumentException("At least one row has to be wanted, not " + count);
        }
    }

    /**
     * The first few rows.
     *
     * @param count how many
     * @return the wish
     */
    public static Top of(int count) {
        return new Top(count);
    }

    /**
     * All rows there are.
     *
     * @return the wish for everything
     */
    public static Top all() {
        return new Top(Integer.MAX_VALUE);
    }
}
