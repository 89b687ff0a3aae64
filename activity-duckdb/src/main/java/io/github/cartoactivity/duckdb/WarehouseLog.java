package io.github.cartoactivity.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A warehouse's query log in files: CSV with a header, JSON (a line or an array element per query) or Parquet, the first
 * two also as gzip. Columns are known by their names in the warehouse, in any letter case and order; further ones are
 * passed over, and all but the query's text may be missing.
 *
 * <pre>{@code
 * WarehouseLog log = WarehouseLog.of(Path.of("jobs-october.csv"), Path.of("jobs-november.parquet"));
 * }</pre>
 *
 * @param files where the log is; a directory stands for the files in it whose names end in {@code .csv}, {@code .json},
 *     {@code .jsonl}, {@code .ndjson} (these also with {@code .gz}) or {@code .parquet}
 * @param warehouse whose log it is; empty to be told from the columns
 */
public record WarehouseLog(List<Path> files, Optional<Warehouse> warehouse) {

    /** Copies the list. */
    public WarehouseLog {
        files = List.copyOf(files);
    }

    /**
     * A log whose warehouse is told from its columns.
     *
     * @param filesOrDirectories where it is
     * @return the log; nothing is read yet
     */
    public static WarehouseLog of(Path... filesOrDirectories) {
        return of(List.of(filesOrDirectories));
    }

    /**
     * A log whose warehouse is told from its columns.
     *
     * @param filesOrDirectories where it is
     * @return the log; nothing is read yet
     */
    public static WarehouseLog of(Collection<Path> filesOrDirectories) {
        return new WarehouseLog(List.copyOf(filesOrDirectories), Optional.empty());
    }

    /**
     * The same files as the log of a certain warehouse, for those whose columns do not tell.
     *
     * @param kind whose log it is
     * @return a copy
     */
    public WarehouseLog from(Warehouse kind) {
        return new WarehouseLog(files, Optional.of(kind));
    }
}
