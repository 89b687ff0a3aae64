package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.util.List;

/**
 * A file of a query log.
 *
 * @param path where it is
 * @param form how it is written
 * @param gzip whether it is compressed
 * @param columns the names of its columns; of JSON those of its first rows
 * @param shape which columns they are
 */
record LogFile(Path path, Form form, boolean gzip, List<String> columns, LogShape shape) {

    /** How a log is written. */
    enum Form {
        CSV,
        /** PostgreSQL's csvlog, whose columns have no names. */
        CSV_WITHOUT_HEADER,
        JSON,
        PARQUET
    }
}
