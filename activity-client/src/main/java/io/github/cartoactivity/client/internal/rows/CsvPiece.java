package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.RejectedRow;
import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.model.ExportRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rows of a chunk of CSV. All is well as long as each row is good and the last one ends where the chunk does. If not,
 * the chunk is read again on the thread that takes the rows, which knows how many rows and lines came before, and which
 * goes on with the rest of the file if the chunk turns out to be cut within a row.
 *
 * @param <T> the record
 */
final class CsvPiece<T extends ExportRow> implements Piece<T> {
    private final CsvChunks<T> chunks;
    private final CsvChunk chunk;
    private volatile long rowCount;

    CsvPiece(CsvChunks<T> chunks, CsvChunk chunk) {
        this.chunks = chunks;
        this.chunk = chunk;
    }

    @Override
    public void read(Sink sink) throws InterruptedException {
        RowBatch rows = chunk.isCut() ? readAll() : RowBatch.again();
        sink.put(rows);
        if (rows.then() == RowBatch.Then.MORE) {
            sink.put(RowBatch.end());
        }
    }

    private RowBatch readAll() {
        List<Object> batch = new ArrayList<>();
        try (PartRows<T> rows = chunks.rows(chunk)) {
            for (T row = rows.next(CsvPiece::giveUp); row != null; row = rows.next(CsvPiece::giveUp)) {
                batch.add(row);
            }
            long dropped = rows.takeDropped();
            rowCount = batch.size() + dropped;
            return RowBatch.of(batch, dropped, rows.weight());
        } catch (MalformedDataException | TroubleException e) {
            // Who reads the chunk again will say what is wrong, and where.
            return RowBatch.again();
        }
    }

    private static void giveUp(Supplier<RejectedRow> row) {
        throw new TroubleException();
    }

    @Override
    public Careful<T> again() {
        return chunks.careful(chunk);
    }

    @Override
    public void taken() {
        chunks.taken(rowCount);
    }

    /** The signal that a row is bad. */
    private static final class TroubleException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TroubleException() {
            super(null, null, false, false);
        }
    }
}
