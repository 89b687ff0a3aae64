package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.model.ExportRow;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Streams of rows from files. */
public final class RowStreams {
    private RowStreams() {}

    /**
     * The rows of files. The columns of all files are looked at before the first row is read, so that a file which does
     * not fit is found at once and not after hours.
     *
     * @param table which table the files are
     * @param inputs the files
     * @param options how to read them
     * @param dropped counts the rows that do not count
     * @param counter hears how many rows were taken
     * @param <T> the record
     * @return the rows, to be closed
     */
    public static <T extends ExportRow> Stream<T> of(
            RowTable<T> table, List<RowInput> inputs, RowOptions options, LongAdder dropped, RowCounter counter) {
        for (RowInput input : inputs) {
            try (OpenTable<T> file = OpenTable.open(table, input, options)) {
                file.check();
            }
        }
        RowSpliterator<T> rows = options.threads() > 1
                ? new ParallelRows<>(table, inputs, options, dropped, counter)
                : new SequentialRows<>(table, inputs, options, dropped, counter);
        return rows.stream();
    }
}
