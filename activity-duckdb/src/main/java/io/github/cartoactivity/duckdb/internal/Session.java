package io.github.cartoactivity.duckdb.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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

    Cursor cursor(String script, List<? extends @Nullable Object> values) throws SQLException {
        List<String> statements = Statements.split(script);
        if (statements.isEmpty()) {
            throw new SQLException("There is no statement");
        }
        int last = statements.size() - 1;
        for (String statement : statements.subList(0, last)) {
            try (Cursor cursor =
                    execute(new Prepared(connection.prepareStatement(statement), List.of()), statement, List.of())) {
                cursor.drain();
            }
        }
        return execute(prepare(statements.get(last)), statements.get(last), values);
    }

    /** Prepares a statement in such a way that all its timestamps come out exactly. */
    private Prepared prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        Optional<NestedTimestamps> exact = NestedTimestamps.of(sql, statement.getMetaData());
        if (exact.isPresent()) {
            try {
                PreparedStatement better =
                        connection.prepareStatement(exact.get().sql());
                statement.close();
                return new Prepared(better, exact.get().types());
            } catch (SQLException e) {
                // It is no query, so it cannot be part of one.
                return new Prepared(statement, List.of());
            }
        }
        return new Prepared(statement, List.of());
    }

    private Cursor execute(Prepared prepared, String sql, List<? extends @Nullable Object> values) throws SQLException {
        PreparedStatement statement = prepared.statement();
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, BoundValue.of(values.get(i), connection));
            }
            boolean hasRows = watch.call(statement, statement::execute);
            return hasRows
                    ? Cursor.over(this, sql, statement, statement.getResultSet(), prepared.types())
                    : Cursor.empty(this, sql, statement);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** A statement and the types to read its answer by; none where its answer tells them. */
    private record Prepared(PreparedStatement statement, List<String> types) {}

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
