package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.internal.rows.Piece.Careful;
import io.github.cartoactivity.model.ExportRow;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file in chunks, which can be read side by side. Chunks are taken, and their counts kept, by the thread that takes
 * the rows.
 *
 * @param <T> the record
 */
final class CsvChunks<T extends ExportRow> implements Pieces<T> {
    /** A piece without a cut that is so many times as large as a chunk has none: quotes stand where they mean nothing. */
    private static final int MOST_CHUNKS = 16;

    private final OpenTable<T> table;
    private final CsvFile file;
    private final LineCounter lines;
    private final TextInput input;
    private final int chunkBytes;
    private byte[] carried = new byte[0];
    private long offset;
    private long rowsBefore;
    private boolean done;

    CsvChunks(OpenTable<T> table, CsvFile file, int chunkBytes) {
        this.table = table;
        this.file = file;
        this.chunkBytes = chunkBytes;
        this.lines = new LineCounter(file.path(), file.limits());
        this.offset = file.headerEnd();
        this.input = TextInput.openAt(file.path(), file.limits(), offset);
    }

    @Override
    public @Nullable Piece<T> next() {
        if (done) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(carried, Math.max(chunkBytes, carried.length * 2));
        int limit = carried.length;
        while (true) {
            int wanted = bytes.length - limit;
            int got = input.read(bytes, limit, wanted);
            limit += got;
            boolean last = got < wanted;
            int cut = last ? limit : CsvChunk.lastCut(bytes, 0, limit);
            if (last || cut > 0 || bytes.length >= MOST_CHUNKS * chunkBytes) {
                done = last || cut == 0;
                return limit == 0 ? null : piece(bytes, cut == 0 ? limit : cut, limit, cut > 0);
            }
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }

    private Piece<T> piece(byte[] bytes, int end, int limit, boolean cut) {
        CsvChunk chunk = new CsvChunk(bytes, end, offset, cut);
        carried = Arrays.copyOfRange(bytes, end, limit);
        offset += end;
        return new CsvPiece<>(this, chunk);
    }

    /** The rows of a chunk, on whatever thread. */
    PartRows<T> rows(CsvChunk chunk) {
        return rows(CsvRecords.of(chunk, file.path(), file.limits()), 0);
    }

    private PartRows<T> rows(CsvRecords records, long before) {
        return table.rows(new CsvCursor(file, table.binding().wanted(), records, before));
    }

    /** The rows from a chunk on, with their numbers. */
    Careful<T> careful(CsvChunk chunk) {
        CsvRecords records = CsvRecords.from(chunk, file.path(), file.limits(), lines.lent());
        CsvCursor cursor = new CsvCursor(file, table.binding().wanted(), records, rowsBefore);
        PartRows<T> rows = table.rows(cursor);
        return new Careful<>() {
            @Override
            public PartRows<T> rows() {
                return rows;
            }

            @Override
            public boolean endsWithPiece() {
                rowsBefore = cursor.rowsSoFar();
                return records.end() == chunk.end();
            }
        };
    }

    void taken(long rows) {
        rowsBefore += rows;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public void close() {
        done = true;
        input.close();
        lines.close();
        table.close();
    }
}
