package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.RejectedRow;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.model.ExportRow;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several files, one after another, on the thread that asks for them. At most one file is open at a time.
 *
 * @param <T> the record
 */
final class RowSource<T extends ExportRow> implements Spliterator<T>, AutoCloseable {
    private final RowTable<T> table;
    private final RowOptions options;
    private final LongAdder dropped;
    private final Iterator<RowInput> inputs;
    private @Nullable RowInput input;
    private @Nullable RowFile file;
    private @Nullable ColumnBinding binding;
    private int part;
    private @Nullable RowCursor cursor;
    private @Nullable Cells cells;

    RowSource(RowTable<T> table, List<RowInput> inputs, RowOptions options, LongAdder dropped) {
        this.table = table;
        this.inputs = inputs.iterator();
        this.options = options;
        this.dropped = dropped;
    }

    Stream<T> stream() {
        return StreamSupport.stream(this, false).onClose(this::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        T row = null;
        try {
            row = next();
        } finally {
            if (row == null) {
                close();
            }
        }
        if (row == null) {
            return false;
        }
        action.accept(row);
        return true;
    }

    /** The next good row, or null after the last one. */
    private @Nullable T next() {
        while (cursor != null || openNext()) {
            RowCursor rows = Objects.requireNonNull(cursor);
            try {
                if (!rows.next()) {
                    closeCursor();
                    continue;
                }
                T row = table.assembler().assemble(Objects.requireNonNull(cells));
                if (counts(row)) {
                    return row;
                }
                dropped.increment();
            } catch (BadRowException e) {
                options.badRows().rejected(rejected(rows, e));
            }
        }
        return null;
    }

    private boolean counts(T row) {
        RowInput current = Objects.requireNonNull(input);
        return current.isWhole() || current.contains(table.time().apply(row));
    }

    private static RejectedRow rejected(RowCursor rows, BadRowException e) {
        DataLocation location = rows.location().inColumn(e.column());
        Long offset = e.offset();
        return new RejectedRow(offset == null ? location : location.atOffset(offset), e.reason(), rows.raw());
    }

    private boolean openNext() {
        while (file == null || part == file.parts()) {
            if (!inputs.hasNext()) {
                return false;
            }
            closeFile();
            RowInput next = inputs.next();
            input = next;
            file = RowFiles.open(next.file(), options);
            binding = ColumnBinding.of(next.file(), file.columns(), table);
            part = 0;
        }
        ColumnBinding bound = Objects.requireNonNull(binding);
        RowCursor rows = file.rows(part, bound.wanted());
        part++;
        cursor = rows;
        cells = new Cells(rows, bound);
        return true;
    }

    private void closeCursor() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }

    private void closeFile() {
        closeCursor();
        if (file != null) {
            file.close();
            file = null;
        }
    }

    @Override
    public void close() {
        closeFile();
        while (inputs.hasNext()) {
            inputs.next();
        }
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL | IMMUTABLE;
    }
}
