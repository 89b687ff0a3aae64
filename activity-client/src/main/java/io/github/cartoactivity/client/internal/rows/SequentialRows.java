package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.spi.RowRange;
import io.github.cartoactivity.model.ExportRow;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several files, one after another, on the thread that asks for them. At most one file is open at a time.
 *
 * @param <T> the record
 */
final class SequentialRows<T extends ExportRow> extends RowSpliterator<T> {
    private final RowTable<T> table;
    private final RowOptions options;
    private final LongAdder dropped;
    private final Iterator<RowInput> inputs;
    private @Nullable OpenTable<T> file;
    private @Nullable PartRows<T> rows;
    private int part;

    SequentialRows(
            RowTable<T> table, List<RowInput> inputs, RowOptions options, LongAdder dropped, RowCounter counter) {
        super(counter);
        this.table = table;
        this.inputs = inputs.iterator();
        this.options = options;
        this.dropped = dropped;
    }

    @Override
    @Nullable
    T next() {
        for (PartRows<T> open = rows; open != null || (open = openNext()) != null; open = rows) {
            T row = open.next(bad -> options.badRows().rejected(bad.get()));
            long left = open.takeDropped();
            if (left > 0) {
                dropped.add(left);
            }
            if (row != null) {
                return row;
            }
            closePart();
        }
        return null;
    }

    private @Nullable PartRows<T> openNext() {
        OpenTable<T> open = file;
        while (open == null || part == open.file().parts()) {
            release();
            if (!inputs.hasNext()) {
                return null;
            }
            open = OpenTable.open(table, inputs.next(), options);
            file = open;
            part = 0;
        }
        rows = open.rows(RowRange.whole(part));
        part++;
        return rows;
    }

    private void closePart() {
        PartRows<T> open = rows;
        rows = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    void release() {
        closePart();
        OpenTable<T> open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
