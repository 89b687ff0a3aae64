package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.client.spi.RowRange;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file: its footer is read when it is opened, and its row groups are its parts. */
public final class ParquetRowFile implements RowFile {
    private final Path path;
    private final DataLocation location;
    private final ReadLimits limits;
    private final MessageType schema;
    private final List<BlockMetaData> rowGroups;

    private ParquetRowFile(Path path, ReadLimits limits, ParquetMetadata footer) {
        this.path = path;
        this.location = DataLocation.of(path);
        this.limits = limits;
        this.schema = footer.getFileMetaData().getSchema();
        this.rowGroups = footer.getBlocks();
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @param limits what it may ask for
     * @return the open file
     */
    public static ParquetRowFile open(Path path, ReadLimits limits) {
        return ParquetFailures.typed(DataLocation.of(path), () -> {
            LocalInputFile file = new LocalInputFile(path);
            try (SeekableInputStream in = file.newStream()) {
                ParquetRowFile opened =
                        new ParquetRowFile(path, limits, ParquetFileReader.readFooter(file, options(), in));
                opened.checkColumns();
                return opened;
            }
        });
    }

    private void checkColumns() {
        int count = schema.getColumns().size();
        if (count > limits.maxColumns()) {
            throw PageFault.limit("The file has " + count + " columns, more than " + limits.maxColumns());
        }
    }

    private static ParquetReadOptions options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .build();
    }

    @Override
    public List<String> columns() {
        return schema.getFields().stream().map(Type::getName).toList();
    }

    @Override
    public void check(List<WantedColumn> wanted) {
        leaves(wanted);
    }

    @Override
    public int parts() {
        return rowGroups.size();
    }

    /** A row group with lists is not cut: their rows cannot be counted without reading them. */
    @Override
    public List<RowRange> ranges(int part) {
        boolean hasLists = schema.getColumns().stream().anyMatch(column -> column.getMaxRepetitionLevel() > 0);
        return hasLists
                ? List.of(RowRange.whole(part))
                : PageRanges.of(new LocalInputFile(path), rowGroups.get(part), part);
    }

    @Override
    public RowCursor rows(RowRange range, List<WantedColumn> wanted) {
        int part = range.part();
        long before = rowGroups.subList(0, part).stream()
                .mapToLong(BlockMetaData::getRowCount)
                .sum();
        ParquetRowCursor.RowGroup rowGroup = new ParquetRowCursor.RowGroup(
                new LocalInputFile(path), location.inRowGroup(part), rowGroups.get(part), before);
        return ParquetFailures.typed(
                location.inRowGroup(part), () -> ParquetRowCursor.open(rowGroup, range, leaves(wanted), limits));
    }

    private List<LeafColumn> leaves(List<WantedColumn> wanted) {
        return ParquetFailures.typed(
                location,
                () -> wanted.stream()
                        .map(column -> LeafColumn.of(location, schema, column))
                        .toList());
    }

    @Override
    public void close() {
        // The footer was read and let go of; each cursor opens the file for itself.
    }
}
