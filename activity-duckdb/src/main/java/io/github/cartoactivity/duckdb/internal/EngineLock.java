package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shuts an instance after its tables are made: no address and no file can be opened but those that its tables are views
 * of, nothing can be loaded or attached from outside, and no setting can be changed back. DuckDB knows no "for reading
 * only" for such files: a path that may be read may be written. What guards them is that statements that write files are
 * refused ({@link LockedPolicy}, {@link FilelessPolicy}). Answers are collected before they are read, because the text of
 * an error that comes later could not be found out with locked settings ({@link Session}).
 */
final class EngineLock {
    private static final List<String> LOCKS = List.of(
            "SET GLOBAL jdbc_stream_results = false",
            "SET GLOBAL allow_community_extensions = false",
            "SET GLOBAL enable_external_access = false",
            "SET GLOBAL lock_configuration = true");

    private EngineLock() {}

    static void apply(Statement statement, Collection<Path> readable) throws SQLException {
        String paths = readable.stream()
                .map(path -> Quoted.literal(path.toAbsolutePath().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        statement.execute("SET GLOBAL allowed_paths = " + paths);
        for (String lock : LOCKS) {
            statement.execute(lock);
        }
    }
}
