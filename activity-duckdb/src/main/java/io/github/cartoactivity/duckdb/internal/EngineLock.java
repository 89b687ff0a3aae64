package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Shuts an instance after its tables are made: no file and no address can be opened, nothing can be loaded or attached
 * from outside, and no setting can be changed back. Answers are collected before they are read, because the text of an
 * error that comes later could not be found out with locked settings ({@link Session}).
 */
final class EngineLock {
    private static final List<String> LOCKS = List.of(
            "SET GLOBAL jdbc_stream_results = false",
            "SET GLOBAL allow_community_extensions = false",
            "SET GLOBAL enable_external_access = false",
            "SET GLOBAL lock_configuration = true");

    private EngineLock() {}

    static void apply(Statement statement) throws SQLException {
        for (String lock : LOCKS) {
            statement.execute(lock);
        }
    }
}
