package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.model.ExportRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a file, such as row groups, as pieces.
 *
 * @param <T> the record
 */
final class FileParts<T extends ExportRow> implements Pieces<T> {
    private static final int BATCH = 1024;

    private final OpenTable<T> table;
    private int part;

    FileParts(OpenTable<T> table) {
        this.table = table;
    }

    @Override
    public @Nullable Piece<T> next() {
        if (part == table.file().parts()) {
            return null;
        }
        int number = part++;
        return sink -> read(number, sink);
    }

    /** Hands on what was read before any trouble, too. */
    private void read(int number, Piece.Sink sink) throws InterruptedException {
        List<Object> batch = new ArrayList<>(BATCH);
        try (PartRows<T> rows = table.part(number)) {
            boolean more = true;
            while (more) {
                batch.clear();
                more = fill(batch, rows);
                sink.put(RowBatch.of(List.copyOf(batch), rows.takeDropped()));
            }
        } catch (RuntimeException | Error e) {
            sink.put(RowBatch.of(List.copyOf(batch), 0));
            throw e;
        }
        sink.put(RowBatch.end());
    }

    private boolean fill(List<Object> batch, PartRows<T> rows) {
        while (batch.size() < BATCH) {
            T row = rows.next(bad -> batch.add(bad.get()));
            if (row == null) {
                return false;
            }
            batch.add(row);
        }
        return true;
    }

    @Override
    public Path path() {
        return table.input().file();
    }

    @Override
    public void close() {
        table.close();
    }
}
