package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.RejectedRowListener;

/**
 * How files are read.
 *
 * @param badRows is told about bad rows, in the order of the rows
 * @param limits what a file may ask for
 * @param finalNewline what to make of a last line of CSV that has no end
 * @param threads how many threads read ahead; 1 for none but the one that takes the rows
 * @param chunkBytes how much CSV a thread reads at a time
 */
public record RowOptions(
        RejectedRowListener badRows, ReadLimits limits, FinalNewline finalNewline, int threads, int chunkBytes) {
    private static final int CHUNK = 1 << 20;

    /**
     * Options with chunks of a good size.
     *
     * @param badRows is told about bad rows, in the order of the rows
     * @param limits what a file may ask for
     * @param finalNewline what to make of a last line of CSV that has no end
     * @param threads how many threads read ahead
     */
    public RowOptions(RejectedRowListener badRows, ReadLimits limits, FinalNewline finalNewline, int threads) {
        this(badRows, limits, finalNewline, threads, CHUNK);
    }
}
