package io.github.cartoactivity.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A plain DuckDB beside ours, to write files of any kind. */
public final class DuckDb {
    private DuckDb() {}

    /** Writes the rows of a query as Parquet; {@code options} such as {@code COMPRESSION gzip}. */
    public static Path parquet(Path file, String query, String... options) {
        String more = options.length == 0 ? "" : ", " + String.join(", ", options);
        run("COPY (" + query + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet" + more + ")");
        return file;
    }

    public static void run(String... statements) {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
