package io.github.cartoactivity.client;

/**
 * What a file may ask for before it is refused with a {@link
 * io.github.cartoactivity.client.error.DataLimitException}. Files come from outside; without limits a few hostile or
 * damaged bytes could claim all memory. The number of rows has no limit: they are read one by one, and a stream can be
 * ended at any of them. Equal values take next to no room in a Parquet file, so a small one may have many rows.
 *
 * <pre>{@code
 * RowReader reader = RowReader.defaults().limits(ReadLimits.defaults().withMaxCellBytes(1 << 20));
 * }</pre>
 *
 * @param maxCellBytes the largest single value, in bytes
 * @param maxRowBytes the longest row of a CSV file, in bytes, quotes included
 * @param maxColumns the most columns
 * @param maxPageBytes the largest page of a Parquet file, in bytes, once expanded
 * @param maxExpansion how many times larger than the file its content may become; counts from 64 MiB of content on
 */
public record ReadLimits(int maxCellBytes, int maxRowBytes, int maxColumns, int maxPageBytes, int maxExpansion) {
    private static final int MIB = 1 << 20;
    private static final ReadLimits DEFAULTS = new ReadLimits(16 * MIB, 64 * MIB, 4096, 256 * MIB, 250);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public ReadLimits {
        if (Math.min(Math.min(maxCellBytes, maxRowBytes), Math.min(maxColumns, Math.min(maxPageBytes, maxExpansion)))
                < 1) {
            throw new IllegalArgumentException("A limit must be at least 1");
        }
    }

    /**
     * Cells of 16 MiB, rows of 64 MiB, 4096 columns, pages of 256 MiB, expansion 250 times.
     *
     * @return the limits that are used when none are given
     */
    public static ReadLimits defaults() {
        return DEFAULTS;
    }

    /**
     * The same limits with another one for cells.
     *
     * @param bytes the largest single value
     * @return a copy
     */
    public ReadLimits withMaxCellBytes(int bytes) {
        return new ReadLimits(bytes, maxRowBytes, maxColumns, maxPageBytes, maxExpansion);
    }

    /**
     * The same limits with another one for rows of CSV.
     *
     * @param bytes the longest row
     * @return a copy
     */
    public ReadLimits withMaxRowBytes(int bytes) {
        return new ReadLimits(maxCellBytes, bytes, maxColumns, maxPageBytes, maxExpansion);
    }

    /**
     * The same limits with another one for columns.
     *
     * @param count the most columns
     * @return a copy
     */
    public ReadLimits withMaxColumns(int count) {
        return new ReadLimits(maxCellBytes, maxRowBytes, count, maxPageBytes, maxExpansion);
    }

    /**
     * The same limits with another one for pages of Parquet.
     *
     * @param bytes the largest page
     * @return a copy
     */
    public ReadLimits withMaxPageBytes(int bytes) {
        return new ReadLimits(maxCellBytes, maxRowBytes, maxColumns, bytes, maxExpansion);
    }

    /**
     * The same limits with another one for compressed content.
     *
     * @param times how many times larger than the file
     * @return a copy
     */
    public ReadLimits withMaxExpansion(int times) {
        return new ReadLimits(maxCellBytes, maxRowBytes, maxColumns, maxPageBytes, times);
    }
}
