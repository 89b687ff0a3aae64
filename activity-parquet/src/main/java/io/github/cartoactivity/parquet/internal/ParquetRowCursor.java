package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of one row group. */
final class ParquetRowCursor implements RowCursor {
    private final DataLocation location;
    private final ParquetFileReader reader;
    private final List<WantedColumn> wanted;
    private final List<ColumnCells> columns;
    private final long firstRow;
    private final long rows;
    private long row;

    private ParquetRowCursor(
            DataLocation location,
            ParquetFileReader reader,
            List<WantedColumn> wanted,
            List<ColumnCells> columns,
            long firstRow,
            long rows) {
        this.location = location;
        this.reader = reader;
        this.wanted = wanted;
        this.columns = columns;
        this.firstRow = firstRow;
        this.rows = rows;
    }

    static ParquetRowCursor open(
            Path file, ReadLimits limits, ParquetMetadata footer, int part, List<WantedColumn> wanted) {
        DataLocation location = DataLocation.of(file).inRowGroup(part);
        return ParquetFailures.typed(location, () -> {
            LocalInputFile input = new LocalInputFile(file);
            ParquetFileReader reader =
                    new ParquetFileReader(input, footer, ParquetRowFile.options(file, limits), input.newStream());
            try {
                return open(file, reader, location, footer, part, wanted);
            } catch (Throwable e) {
                reader.close();
                throw e;
            }
        });
    }

    private static ParquetRowCursor open(
            Path file,
            ParquetFileReader reader,
            DataLocation location,
            ParquetMetadata footer,
            int part,
            List<WantedColumn> wanted)
            throws IOException {
        MessageType schema = footer.getFileMetaData().getSchema();
        List<ColumnDescriptor> leaves = wanted.stream()
                .map(column -> ColumnCells.leaf(file, schema, column))
                .toList();
        reader.setRequestedSchema(leaves);
        PageReadStore pages = reader.readRowGroup(part);
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                pages,
                new GroupRecordConverter(schema).getRootConverter(),
                schema,
                footer.getFileMetaData().getCreatedBy());
        List<ColumnCells> columns = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            columns.add(new ColumnCells(
                    store.getColumnReader(leaves.get(i)), ColumnCells.check(file, schema, wanted.get(i))));
        }
        long firstRow = footer.getBlocks().subList(0, part).stream()
                .mapToLong(block -> block.getRowCount())
                .sum();
        return new ParquetRowCursor(location, reader, wanted, columns, firstRow, pages.getRowCount());
    }

    @Override
    public boolean next() {
        if (row == rows) {
            return false;
        }
        row++;
        return ParquetFailures.typed(location(), () -> {
            columns.forEach(ColumnCells::next);
            return true;
        });
    }

    @Override
    public @Nullable String text(int column) {
        return ParquetFailures.typed(location, () -> columns.get(column).text());
    }

    @Override
    public @Nullable Instant instant(int column) {
        return ParquetFailures.typed(location, () -> columns.get(column).instant());
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        return ParquetFailures.typed(location, () -> columns.get(column).decimal());
    }

    @Override
    public List<String> texts(int column) {
        return ParquetFailures.typed(location, () -> columns.get(column).texts());
    }

    @Override
    public DataLocation location() {
        return location.atRow(firstRow + row);
    }

    @Override
    public String raw() {
        return wanted.toString();
    }

    @Override
    public void close() {
        ParquetFailures.typed(location, () -> {
            reader.close();
            return true;
        });
    }
}
