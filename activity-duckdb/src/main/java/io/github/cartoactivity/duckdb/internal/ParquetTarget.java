package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the rows of a query of our own as a Parquet file of an archive. */
public final class ParquetTarget {
    /**
     * Rows are ordered, so smaller groups let a query for some types leave out the payloads of all others; still smaller
     * ones compress worse. With a day of 55,000 events in one group, payloads of one type take four times as long.
     */
    private static final int ROWS_OF_A_GROUP = 16_384;

    /**
     * How the files of an archive are made, as options of COPY. What is written once is read often, so more time goes into
     * compressing than DuckDB takes by itself, with its level 3: a tenth less room.
     */
    public static final String OPTIONS =
            "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 9, ROW_GROUP_SIZE " + ROWS_OF_A_GROUP;

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
