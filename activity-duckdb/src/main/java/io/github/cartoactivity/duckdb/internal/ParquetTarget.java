package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the rows of a query of our own as a Parquet file of an archive. */
public final class ParquetTarget {
    /**
     * How the files of an archive are made, as options of COPY. What is written once is read often, so more work goes into
     * compressing than DuckDB does by itself.
     *
     * <p>Rows are ordered, so several groups a day let a query for some types leave out the payloads of others; groups
     * smaller than these make files larger and most queries slower. An id is in most groups or in none, so its filter
     * may be wrong now and then.
     */
    public static final String OPTIONS = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 11, ROW_GROUP_SIZE 65536,"
            + " BLOOM_FILTER_FALSE_POSITIVE_RATIO 0.05";

    private ParquetTarget() {}

    /**
     * Writes the file.
     *
     * @param session the session to work in
     * @param rows a query
     * @param target the file, which may exist
     * @param metadata key-value metadata of the file, in this order
     * @throws SQLException if the query fails or the file cannot be written
     */
    static void write(Session session, String rows, Path target, Map<String, String> metadata) throws SQLException {
        String pairs = metadata.entrySet().stream()
                .map(pair -> Quoted.literal(pair.getKey()) + ": " + Quoted.literal(pair.getValue()))
                .collect(Collectors.joining(", "));
        session.run("COPY (" + rows + ") TO " + Quoted.literal(target.toString()) + " (" + OPTIONS
                + ", USE_TMP_FILE false, KV_METADATA {" + pairs + "})");
    }
}
