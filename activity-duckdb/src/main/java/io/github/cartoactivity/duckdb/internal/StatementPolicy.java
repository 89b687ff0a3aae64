package io.github.cartoactivity.duckdb.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What callers' statements may be. */
public interface StatementPolicy {
    /** Anything that DuckDB understands, several statements at once too. */
    StatementPolicy OPEN = new StatementPolicy() {
        @Override
        public List<String> statements(String script) throws SQLException {
            List<String> statements = Statements.split(script);
            if (statements.isEmpty()) {
                throw new SQLException("There is no statement");
            }
            return statements;
        }

        @Override
        public void check(Connection connection, String sql) {}

        @Override
        public String bounded(String sql, long maxRows) {
            return sql;
        }
    };

    /**
     * Takes a caller's text apart.
     *
     * @param script what the caller wrote
     * @return its statements, at least one
     * @throws SQLException if there is none, or more than are allowed
     */
    List<String> statements(String script) throws SQLException;

    /**
     * Refuses a statement that is not allowed, before DuckDB plans it.
     *
     * @param connection where it would run
     * @param sql one statement
     * @throws SQLException if it is not allowed
     */
    void check(Connection connection, String sql) throws SQLException;

    /**
     * The statement to run in place of a checked one.
     *
     * @param sql one statement
     * @param maxRows how many rows its answer may have
     * @return the same, or one that gives no more than one row too many
     */
    String bounded(String sql, long maxRows);
}
