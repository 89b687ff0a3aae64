package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.RowCursor;
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

/** The rows of one row group. */
final class ParquetRowCursor implements RowCursor {
    private final DataLocation location;
    private final SeekableInputStream file;
    private final List<ColumnBatch> columns = new ArrayList<>();
    private final long firstRow;
    private final long rows;
    private long rowsRead;
    private int batch;
    private int row = -1;

    private ParquetRowCursor(DataLocation location, SeekableInputStream file, long firstRow, long rows) {
        this.location = location;
        this.file = file;
        this.firstRow = firstRow;
        this.rows = rows;
    }

    static ParquetRowCursor open(
            LocalInputFile input,
            DataLocation location,
            ReadLimits limits,
            BlockMetaData rowGroup,
            long firstRow,
            List<LeafColumn> leaves)
            throws IOException {
        ParquetRowCursor cursor = new ParquetRowCursor(location, input.newStream(), firstRow, rowGroup.getRowCount());
        try {
            for (LeafColumn leaf : leaves) {
                ColumnChunkMetaData chunk = cursor.chunkOf(rowGroup, leaf);
                cursor.columns.add(new ColumnBatch(cursor.file, chunk, leaf, limits));
            }
            return cursor;
        } catch (RuntimeException e) {
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
        int count = (int) Math.min(ColumnCells.BATCH, rows - rowsRead);
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
