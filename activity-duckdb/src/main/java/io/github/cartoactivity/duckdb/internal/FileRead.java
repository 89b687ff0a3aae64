package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A statement that reads one file, so that its error has a file. It is tried with DuckDB's usual limit for a line of CSV
 * first, because the buffers for longer ones cost time and memory, and again with a higher one where that was too low.
 */
@FunctionalInterface
interface FileRead {

    /** Runs the statement for lines up to a length in bytes. */
    void run(long maxLine) throws SQLException;

    /** Reads a file, and says which one it was if that fails. */
    static void of(Path file, StatementWatch watch, FileRead read) {
        try {
            try {
                read.run(SourceSql.USUAL_LINE);
            } catch (SQLException e) {
                if (!String.valueOf(e.getMessage()).contains("Maximum line size")) {
                    throw e;
                }
                read.run(SourceSql.LONGEST_LINE);
            }
        } catch (SQLException e) {
            throw FileErrors.of(file, e, watch);
        }
    }
}
