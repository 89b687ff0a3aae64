package io.github.cartoactivity.testing;

import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Turns a table's CSV into Parquet; handed to {@link FakeCarto} by whoever has DuckDB or parquet-avro at hand. Called
 * from several threads at once.
 *
 * <p>With activity-duckdb on the path there is one already:
 *
 * <pre>{@code
 * FakeCarto.builder().parquetEncoder(ParquetFiles::write).start();
 * }</pre>
 */
@FunctionalInterface
public interface ParquetEncoder {

    /**
     * Writes a Parquet file.
     *
     * @param category the table, which tells the columns' types
     * @param csv the rows: RFC 4180, UTF-8, header line, LF, instants as {@code 2025-10-01T12:34:56.789Z} (more digits
     *     where the instant has them), {@code group_ids} as a JSON array, an unquoted empty field for null
     * @param target the file to write; does not exist yet
     * @throws IOException if it cannot be written; the file is then answered with 500 and the message
     */
    void encode(ExportCategory category, Path csv, Path target) throws IOException;
}
