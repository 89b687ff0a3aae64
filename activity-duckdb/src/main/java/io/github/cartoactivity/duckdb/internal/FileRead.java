package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A statement that reads one file, so that its error has a file. It is tried with DuckDB's usual limit for a line of CSV
 * first, because the buffers for longer ones cost time and memory, and again with a higher one where that was too low.
 */
@FunctionalInterface
interface FileRead {
    /** How many times its size a file may take in tables and in what is spilled while they are filled. */
    long MOST_TIMES = 100;

    /** What any file may take. */
    long ANY_FILE = 256L << 20;

    /** Runs the statement for lines up to a length in bytes. */
    void run(long maxLine) throws SQLException;

    /** Reads a file, and says which one it was if that fails, or if it becomes much larger than it is. */
    static void of(Path file, StatementWatch watch, FileRead read) {
        watch.allowRoom(mostRoom(file));
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
        } finally {
            watch.allowAnyRoom();
        }
    }

    /** Exports take a fifth to a tenth of their room when they are compressed; a small file may be made anyhow. */
    static long mostRoom(Path file) {
        return Math.max(ANY_FILE, MOST_TIMES * file.toFile().length());
    }
}
