package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.spi.RowRange;
import io.github.cartoactivity.model.ExportRow;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a file, such as row groups, as pieces, large ones as several.
 *
 * @param <T> the record
 */
final class FileParts<T extends ExportRow> implements Pieces<T> {
    private static final int BATCH = 1024;

    /** In characters: so that rows with large texts are not read ahead by the thousand. */
    private static final long BATCH_WEIGHT = 1 << 19;

    private final OpenTable<T> table;
    private final Deque<RowRange> ranges = new ArrayDeque<>();
    private int part;

    FileParts(OpenTable<T> table) {
        this.table = table;
    }

    @Override
    public @Nullable Piece<T> next() {
        while (ranges.isEmpty() && part < table.file().parts()) {
            ranges.addAll(table.file().ranges(part));
            part++;
        }
        RowRange range = ranges.poll();
        return range == null ? null : sink -> read(range, sink);
    }

    /** Hands on what was read before any trouble, too. */
    private void read(RowRange range, Piece.Sink sink) throws InterruptedException {
        List<Object> batch = new ArrayList<>(BATCH);
        try (PartRows<T> rows = table.rows(range)) {
            boolean more = true;
            while (more) {
                rows.weighAnew();
                more = fill(batch, rows);
                sink.put(RowBatch.of(List.copyOf(batch), rows.takeDropped(), rows.weight()));
                batch.clear();
            }
        } catch (RuntimeException | Error e) {
            sink.put(RowBatch.of(List.copyOf(batch), 0, 0));
            throw e;
        }
        sink.put(RowBatch.end());
    }

    private boolean fill(List<Object> batch, PartRows<T> rows) {
        while (batch.size() < BATCH && rows.weight() < BATCH_WEIGHT) {
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
