package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.RejectedRow;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.model.ExportRow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of one part of a file. For one thread.
 *
 * @param <T> the record
 */
final class PartRows<T extends ExportRow> implements AutoCloseable {
    private final RowTable<T> table;
    private final RowInput input;
    private final boolean whole;
    private final RowCursor cursor;
    private final Cells cells;
    private long dropped;

    PartRows(OpenTable<T> open, RowCursor cursor) {
        this.table = open.table();
        this.input = open.input();
        this.whole = input.isWhole();
        this.cursor = cursor;
        this.cells = new Cells(cursor, open.binding());
    }

    /** Is told about a bad row; throws to stop. */
    interface OnBadRow {
        /** A bad row, described only when it is asked for, since that may take time. */
        void bad(Supplier<RejectedRow> row);
    }

    /** The next record that counts, or null after the last one. */
    @Nullable
    T next(OnBadRow onBadRow) {
        while (true) {
            try {
                if (!cursor.next()) {
                    return null;
                }
                T row = table.assembler().assemble(cells);
                if (whole || input.contains(table.time().apply(row))) {
                    return row;
                }
                dropped++;
            } catch (BadRowException e) {
                onBadRow.bad(() -> rejected(e));
            }
        }
    }

    /** How many rows did not count since this was last asked. */
    long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }

    /** How many characters the texts have that were read since {@link #weighAnew}. */
    long weight() {
        return cells.weight();
    }

    void weighAnew() {
        cells.weighAnew();
    }

    private RejectedRow rejected(BadRowException e) {
        DataLocation location = cursor.location().inColumn(e.column());
        Long offset = e.offset();
        return new RejectedRow(offset == null ? location : location.atOffset(offset), e.reason(), cursor.raw());
    }

    @Override
    public void close() {
        cursor.close();
    }
}
