package io.github.cartoactivity.duckdb.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** One connection, for one statement at a time, that can be stopped. */
public final class Session implements AutoCloseable {
    private final DuckDBConnection connection;
    private final StatementWatch watch;
    private final BiConsumer<Session, StatementWatch> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    Session(DuckDBConnection connection, StatementWatch watch, BiConsumer<Session, StatementWatch> onClose) {
        this.connection = connection;
        this.watch = watch;
        this.onClose = onClose;
    }

    /**
     * Runs a statement and gives its answer, which ends with the session.
     *
     * @param sql one or more statements; the answer is the last one's
     * @param values the values of its parameters, in order
     * @return the answer, before its first row
     * @throws io.github.cartoactivity.duckdb.QueryException if it fails
     */
    public Cursor query(String sql, List<? extends @Nullable Object> values) {
        try {
            return cursor(sql, values);
        } catch (SQLException e) {
            throw error(e, sql);
        }
    }

    /** Runs a statement of our own and gives its first value as a number, or 0. */
    long count(String sql) throws SQLException {
        try (Cursor cursor = cursor(sql, List.of())) {
            return cursor.advance() && cursor.value(0) instanceof Number number ? number.longValue() : 0;
        }
    }

    /** Runs a statement of our own that has no answer of interest. */
    void run(String sql) throws SQLException {
        count(sql);
    }

    Cursor cursor(String sql, List<? extends @Nullable Object> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, BoundValue.of(values.get(i)));
            }
            boolean hasRows = watch.call(statement, statement::execute);
            ResultSet result = hasRows ? statement.getResultSet() : null;
            return new Cursor(this, sql, statement, result);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    StatementWatch watch() {
        return watch;
    }

    RuntimeException error(SQLException problem, String sql) {
        return new QueryErrors(sql, watch).of(problem);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Could not close a session", e);
        } finally {
            onClose.accept(this, watch);
        }
    }
}
