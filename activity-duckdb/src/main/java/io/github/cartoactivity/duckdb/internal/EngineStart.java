package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.spi.PrivateDirectory;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.model.ErrorDetails;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * How an instance of DuckDB is started: no extensions from the network, no secrets, nothing outside the private
 * directory, in UTC, and with results that are fetched as they are read.
 */
final class EngineStart {
    private static final long DEFAULT_MEMORY = 1L << 30;
    private static final Map<String, Long> UNITS =
            Map.of("BYTES", 1L, "KIB", 1L << 10, "MIB", 1L << 20, "GIB", 1L << 30, "TIB", 1L << 40);

    private final DatabaseOptions options;
    private final PrivateDirectory directory;
    private final TablesFile tables;

    EngineStart(DatabaseOptions options, PrivateDirectory directory, TablesFile tables) {
        this.options = options;
        this.directory = directory;
        this.tables = tables;
    }

    DuckDBConnection connect() {
        try {
            DuckDBConnection connection =
                    new DuckDBDriver().connect("jdbc:duckdb:", settings()).unwrap(DuckDBConnection.class);
            UnpackedLibrary.removeName();
            return prepared(connection);
        } catch (SQLException e) {
            throw new DatabaseException(ErrorDetails.of("DuckDB could not be started: " + e.getMessage(), ""), e);
        } catch (LinkageError e) {
            throw new DatabaseException(
                    ErrorDetails.of(
                            "DuckDB's native library could not be loaded: " + e.getMessage(),
                            "It is unpacked into java.io.tmpdir (now " + System.getProperty("java.io.tmpdir")
                                    + "), which needs 100 MB of room and must not be mounted noexec; name another"
                                    + " directory with -Djava.io.tmpdir. On Alpine use a glibc image or DuckDB's musl"
                                    + " build"),
                    e);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_persistent_secrets", "false");
        settings.setProperty("secret_directory", directory.resolve("secrets").toString());
        settings.setProperty(
                "extension_directory", directory.resolve("extensions").toString());
        settings.setProperty("home_directory", directory.path().toString());
        settings.setProperty("temp_directory", directory.resolve("spill").toString());
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        if (options.threads() > 0) {
            settings.setProperty("threads", Integer.toString(options.threads()));
        }
        return settings;
    }

    private DuckDBConnection prepared(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            if (options.spillLimit() > 0) {
                statement.execute("SET GLOBAL max_temp_directory_size = '" + options.spillLimit() + " bytes'");
            }
            statement.execute("SET GLOBAL memory_limit = '" + memoryLimit(statement) + " bytes'");
            if (!options.isInMemory()) {
                tables.create(statement);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The asked limit, or the smaller of 1 GiB and half of what DuckDB would take, which knows about containers. */
    private long memoryLimit(Statement statement) throws SQLException {
        if (options.memoryLimit() > 0) {
            return options.memoryLimit();
        }
        try (ResultSet result = statement.executeQuery("SELECT current_setting('memory_limit')")) {
            return result.next() ? Math.min(DEFAULT_MEMORY, bytes(result.getString(1)) / 2) : DEFAULT_MEMORY;
        }
    }

    private static long bytes(String size) {
        List<String> parts = List.of(size.split(" ", 2));
        long unit = parts.size() < 2 ? 1 : UNITS.getOrDefault(parts.get(1).toUpperCase(Locale.ROOT), 1L);
        return new BigDecimal(parts.get(0)).multiply(BigDecimal.valueOf(unit)).longValue();
    }
}
