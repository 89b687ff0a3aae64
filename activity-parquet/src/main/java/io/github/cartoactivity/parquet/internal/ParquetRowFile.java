package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;

/** A Parquet file: its footer is read when it is opened, and its row groups are its parts. */
public final class ParquetRowFile implements RowFile {
    private final Path file;
    private final ReadLimits limits;
    private final ParquetMetadata footer;

    private ParquetRowFile(Path file, ReadLimits limits, ParquetMetadata footer) {
        this.file = file;
        this.limits = limits;
        this.footer = footer;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param limits what it may ask for
     * @return the open file
     */
    public static ParquetRowFile open(Path file, ReadLimits limits) {
        return ParquetFailures.typed(DataLocation.of(file), () -> {
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options(file, limits))) {
                return new ParquetRowFile(file, limits, reader.getFooter());
            }
        });
    }

    static ParquetReadOptions options(Path file, ReadLimits limits) {
        return ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs(limits))
                .usePageChecksumVerification(true)
                .useColumnIndexFilter(false)
                .useStatsFilter(false)
                .build();
    }

    @Override
    public List<String> columns() {
        return footer.getFileMetaData().getSchema().getFields().stream()
                .map(Type::getName)
                .toList();
    }

    @Override
    public void check(List<WantedColumn> wanted) {
        wanted.forEach(
                column -> ColumnCells.check(file, footer.getFileMetaData().getSchema(), column));
    }

    @Override
    public int parts() {
        return footer.getBlocks().size();
    }

    @Override
    public RowCursor rows(int part, List<WantedColumn> wanted) {
        return ParquetRowCursor.open(file, limits, footer, part, wanted);
    }

    @Override
    public void close() {
        // The footer was read and let go of; each cursor opens the file for itself.
    }
}
