package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.RowRange;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** Rows of one row group. */
final class ParquetRowCursor implements RowCursor {
    private final DataLocation location;
    private final SeekableInputStream file;
    private final List<ColumnBatch> columns = new ArrayList<>();
    private final long firstRow;
    private final long rows;
    private final int mostAtOnce;
    private long rowsRead;
    private int batch;
    private int row = -1;

    private ParquetRowCursor(RowGroup rowGroup, RowRange range) throws IOException {
        long last = Math.min(range.to(), rowGroup.facts().getRowCount());
        this.location = rowGroup.location();
        this.file = rowGroup.file().newStream();
        this.firstRow = rowGroup.rowsBefore() + range.from();
        this.rows = last - range.from();
        this.mostAtOnce = rowGroup.mostAtOnce();
    }

    /**
     * A row group.
     *
     * @param file its file
     * @param location where it is
     * @param facts what the footer says of it
     * @param rowsBefore how many rows the row groups before it have
     */
    record RowGroup(LocalInputFile file, DataLocation location, BlockMetaData facts, long rowsBefore) {
        private static final long BATCH_BYTES = 2 << 20;

        /** Fewer rows are read ahead where rows are large. */
        int mostAtOnce() {
            long averageRow = facts.getTotalByteSize() / Math.max(1, facts.getRowCount());
            return (int) Math.max(1, Math.min(ColumnCells.BATCH, BATCH_BYTES / Math.max(1, averageRow)));
        }
    }

    static ParquetRowCursor open(RowGroup rowGroup, RowRange range, List<LeafColumn> leaves, ReadLimits limits)
            throws IOException {
        ParquetRowCursor cursor = new ParquetRowCursor(rowGroup, range);
        try {
            for (LeafColumn leaf : leaves) {
                ColumnChunkMetaData chunk = cursor.chunkOf(rowGroup.facts(), leaf);
                ColumnBatch column = new ColumnBatch(cursor.file, chunk, leaf, limits);
                cursor.columns.add(column);
                column.skip(range.from());
            }
            return cursor;
        } catch (IOException | RuntimeException e) {
            cursor.close();
            throw e;
        }
    }

    private ColumnChunkMetaData chunkOf(BlockMetaData rowGroup, LeafColumn leaf) {
        DataLocation place = location.inColumn(leaf.wanted().name());
        ColumnChunkMetaData chunk = rowGroup.getColumns().stream()
                .filter(candidate -> candidate.getPath().equals(leaf.path()))
                .findFirst()
                .orElseThrow(() -> ParquetFailures.of(place, PageFault.damaged("The row group lacks the column")));
        return ParquetFailures.typed(place, () -> {
            if (chunk.isEncrypted()) {
                throw PageFault.unsupported("The column is encrypted");
            }
            if (!leaf.isList() && chunk.getValueCount() != rowGroup.getRowCount()) {
                throw PageFault.damaged("The column claims " + chunk.getValueCount() + " values for "
                        + rowGroup.getRowCount() + " rows");
            }
            return chunk;
        });
    }

    @Override
    public boolean next() {
        row++;
        if (row < batch) {
            return true;
        }
        if (rowsRead == rows) {
            return false;
        }
        readBatch();
        return true;
    }

    private void readBatch() {
        int count = (int) Math.min(mostAtOnce, rows - rowsRead);
        for (ColumnBatch column : columns) {
            ParquetFailures.typed(location.atRow(firstRow + rowsRead + 1).inColumn(column.name()), () -> {
                column.read(count);
                return count;
            });
        }
        rowsRead += count;
        batch = count;
        row = 0;
    }

    @Override
    public @Nullable String text(int column) {
        return (String) columns.get(column).cell(row);
    }

    @Override
    public @Nullable Instant instant(int column) {
        return (Instant) columns.get(column).cell(row);
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        return (BigDecimal) columns.get(column).cell(row);
    }

    @Override
    @SuppressWarnings("unchecked") // a column of lists has cells that are lists of texts
    public List<String> texts(int column) {
        List<String> list = (List<String>) columns.get(column).cell(row);
        return list == null ? List.of() : list;
    }

    @Override
    public DataLocation location() {
        return location.atRow(firstRow + rowsRead - batch + row + 1);
    }

    @Override
    public String raw() {
        StringJoiner cells = new StringJoiner(", ", "{", "}");
        for (ColumnBatch column : columns) {
            cells.add(column.name() + "=" + shown(column));
        }
        return cells.toString();
    }

    private @Nullable Object shown(ColumnBatch column) {
        try {
            return column.cell(row);
        } catch (BadRowException e) {
            return "(" + e.reason() + ")";
        }
    }

    @Override
    public void close() {
        ParquetFailures.typed(location, () -> {
            for (ColumnBatch column : columns) {
                column.close();
            }
            file.close();
            return true;
        });
    }
}
