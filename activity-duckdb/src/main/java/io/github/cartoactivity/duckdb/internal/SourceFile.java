package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.DateRange;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A file that holds (a part of) one table.
 *
 * @param path where it is
 * @param encoding how it is written
 * @param columns DuckDB's type of every column, by its name in the file, in the file's order
 * @param shape the table
 * @param range the days outside of which rows do not count, if any
 */
record SourceFile(
        Path path, Encoding encoding, Map<String, String> columns, TableShape shape, Optional<DateRange> range) {

    /** How a file is written. */
    enum Encoding {
        CSV,
        GZIP_CSV,
        PARQUET
    }
}
