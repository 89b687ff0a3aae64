package io.github.cartoactivity.parquet;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.client.spi.RowFormat;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.parquet.internal.ParquetRowFile;
import java.nio.file.Path;

/** Apache Parquet as a format of rows. Found by {@link java.util.ServiceLoader}. */
public final class ParquetRowFormat implements RowFormat {

    /** The format. */
    public ParquetRowFormat() {}

    @Override
    public ExportFormat format() {
        return ExportFormat.PARQUET;
    }

    @Override
    public RowFile open(Path file, ReadLimits limits) {
        return ParquetRowFile.open(file, limits);
    }
}
