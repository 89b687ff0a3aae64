package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.model.ExportRow;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a file in order. For the thread that takes the rows.
 *
 * @param <T> the record
 */
interface Pieces<T extends ExportRow> extends AutoCloseable {

    /** The next piece, or null after the last one. */
    @Nullable
    Piece<T> next();

    /** The file. */
    Path path();

    @Override
    void close();

    /** Opens a file in pieces. */
    static <T extends ExportRow> Pieces<T> open(RowTable<T> table, RowInput input, RowOptions options) {
        OpenTable<T> open = OpenTable.open(table, input, options);
        return open.file() instanceof CsvFile csv
                ? new CsvChunks<>(open, csv, options.chunkBytes())
                : new FileParts<>(open);
    }
}
