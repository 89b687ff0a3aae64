package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.client.spi.RowRange;
import io.github.cartoactivity.model.ExportRow;

/**
 * An open file whose columns are bound to those of a table.
 *
 * @param table the table
 * @param input the file, and which of its rows count
 * @param file the open file
 * @param binding which columns are which
 * @param <T> the record
 */
record OpenTable<T extends ExportRow>(RowTable<T> table, RowInput input, RowFile file, ColumnBinding binding)
        implements AutoCloseable {

    static <T extends ExportRow> OpenTable<T> open(RowTable<T> table, RowInput input, RowOptions options) {
        RowFile file = RowFiles.open(input.file(), options);
        try {
            return new OpenTable<>(table, input, file, ColumnBinding.of(input.file(), file.columns(), table));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Checks that the columns can be read as what they should be. */
    void check() {
        file.check(binding.wanted());
    }

    /** The rows of a part, or of some of it. */
    PartRows<T> rows(RowRange range) {
        return rows(file.rows(range, binding.wanted()));
    }

    /** The rows of a cursor over the wanted columns. */
    PartRows<T> rows(RowCursor cursor) {
        return new PartRows<>(this, cursor);
    }

    @Override
    public void close() {
        file.close();
    }
}
