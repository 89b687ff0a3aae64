package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.rewrite.Rewrite;
import io.github.cartoactivity.duckdb.internal.rewrite.Rewriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One connection, for one statement at a time, that can be stopped.
 *
 * <p>DuckDB can be interrupted while it works on a statement, but not while it plans one, and planning may compute
 * whatever is constant. So a caller's statement is planned on another thread: when the time is up the caller goes, and
 * that thread closes the session as soon as it can.
 */
public final class Session implements AutoCloseable {
    /** Lets DuckDB collect an answer before it is read, instead of fetching it as it is read. */
    static final String FETCH_AT_ONCE = "SET jdbc_stream_results = false";

    private static final Duration SECOND_TRY = Duration.ofSeconds(5);
    private static final Pattern SEQUENCE = Pattern.compile("(?i)nextval|setval");

    private final DuckDBConnection connection;
    private final StatementWatch watch;
    private final Executor planners;
    private final Optional<Rewriter> rewriter;
    private final BiConsumer<String, StatementWatch> beforeScripts;
    private final BiConsumer<Session, StatementWatch> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable CompletableFuture<?> planning;
    private @Nullable Execution current;

    Session(
            DuckDBConnection connection,
            StatementWatch watch,
            Executor planners,
            Optional<Rewriter> rewriter,
            BiConsumer<String, StatementWatch> beforeScripts,
            BiConsumer<Session, StatementWatch> onClose) {
        this.connection = connection;
        this.watch = watch;
        this.planners = planners;
        this.rewriter = rewriter;
        this.beforeScripts = beforeScripts;
        this.onClose = onClose;
    }

    /**
     * Runs a caller's statement and gives its answer, which ends with the session.
     *
     * @param script one or more statements; the answer is the last one's
     * @param values the values of the last one's parameters, in order
     * @param policy what statements may be
     * @param maxRows how many rows will be read at most
     * @return the answer, before its first row
     * @throws io.github.cartoactivity.duckdb.QueryException if it fails
     */
    public Cursor query(String script, List<? extends @Nullable Object> values, StatementPolicy policy, long maxRows) {
        try {
            List<String> statements = policy.statements(script);
            beforeScripts.accept(script, watch);
            int last = statements.size() - 1;
            for (String statement : statements.subList(0, last)) {
                Planned planned = withoutParameters(planned(statement, policy, maxRows));
                try (Cursor cursor = execute(planned, statement, List.of())) {
                    cursor.drain();
                }
            }
            String statement = statements.get(last);
            return execute(planned(statement, policy, maxRows), statement, values);
        } catch (SQLException e) {
            throw error(e, script);
        }
    }

    /** Runs a statement of our own, whose timestamps are nowhere nested. */
    Cursor cursor(String sql) throws SQLException {
        return execute(new Planned(connection.prepareStatement(sql), List.of()), sql, List.of());
    }

    /** Runs a statement of our own and gives its first value as a number, or 0. */
    long count(String sql) throws SQLException {
        try (Cursor cursor = cursor(sql)) {
            return cursor.advance() && cursor.value(0) instanceof Number number ? number.longValue() : 0;
        }
    }

    /** Runs a statement of our own that has no answer of interest. */
    void run(String sql) throws SQLException {
        count(sql);
    }

    /** Runs a statement of our own that makes or sets something. To prepare it first would bind it twice. */
    void make(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            watch.call(statement, () -> statement.execute(sql));
        }
    }

    /** Fills a table of an attached database, row by row. */
    DuckDBAppender appender(String catalog, String table) throws SQLException {
        return connection.createAppender(catalog, "main", table);
    }

    /** Makes a function from text to text, null for null, that statements can call until there is another of its name. */
    void function(String name, Function<String, @Nullable String> function) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameter(String.class)
                    .withReturnType(String.class)
                    .withFunction((@Nullable String text) -> text == null ? null : function.apply(text))
                    .register(connection);
        }
    }

    /**
     * Says what would be run in place of a caller's statement.
     *
     * @param script one or more statements; it is said of the last one
     * @param policy what statements may be
     * @return the statement and why
     * @throws io.github.cartoactivity.duckdb.QueryException if it is not allowed
     */
    public Rewrite rewritten(String script, StatementPolicy policy) {
        try {
            List<String> statements = policy.statements(script);
            beforeScripts.accept(script, watch);
            String sql = statements.get(statements.size() - 1);
            return onPlanner(() -> {
                policy.check(connection, sql);
                return rewritten(sql);
            });
        } catch (SQLException e) {
            throw error(e, script);
        }
    }

    private Rewrite rewritten(String sql) {
        return rewriter.map(one -> one.rewrite(connection, sql))
                .orElseGet(() -> new Rewrite(sql, false, List.of("Statements of this database are not rewritten")));
    }

    private Planned planned(String sql, StatementPolicy policy, long maxRows) throws SQLException {
        return onPlanner(() -> {
            policy.check(connection, sql);
            rewriter.ifPresent(one -> one.beforeRunning(connection, sql));
            return prepare(policy.bounded(rewritten(sql).sql(), maxRows));
        });
    }

    private <T> T onPlanner(Planning<T> work) throws SQLException {
        CompletableFuture<T> future = new CompletableFuture<>();
        planning = future;
        try {
            planners.execute(() -> plan(work, future));
        } catch (RejectedExecutionException e) {
            watch.stop(StatementWatch.Stop.CLOSED);
            future.completeExceptionally(e);
        }
        long start = System.nanoTime();
        try {
            return future.get(Math.max(0, watch.remaining()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return abandoned(future, StatementWatch.Stop.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return abandoned(future, StatementWatch.Stop.INTERRUPT);
        } catch (CancellationException e) {
            watch.stop(StatementWatch.Stop.CLOSED);
            throw new SQLException("Stopped while planning", e);
        } catch (ExecutionException e) {
            throw asSqlException(e.getCause());
        } finally {
            watch.spend(System.nanoTime() - start);
        }
    }

    private <T> void plan(Planning<T> work, CompletableFuture<T> future) {
        try {
            future.complete(work.run());
        } catch (SQLException | RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
        if (future.isCancelled()) {
            end();
        }
    }

    /** Leaves the planning to its thread; if it has just ended, that is too late all the same. */
    private <T> T abandoned(CompletableFuture<T> future, StatementWatch.Stop reason) throws SQLException {
        watch.stop(reason);
        future.cancel(false);
        throw new SQLException("Stopped while planning");
    }

    private static SQLException asSqlException(@Nullable Throwable problem) {
        return problem instanceof SQLException expected ? expected : new SQLException(problem);
    }

    /** Prepares a statement in such a way that all its timestamps come out exactly. */
    private Planned prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        Optional<NestedTimestamps> exact = NestedTimestamps.of(sql, statement.getMetaData());
        if (exact.isPresent()) {
            try {
                PreparedStatement better =
                        connection.prepareStatement(exact.get().sql());
                statement.close();
                return new Planned(better, exact.get().types());
            } catch (SQLException e) {
                // It is no query, so it cannot be part of one.
                return new Planned(statement, List.of());
            }
        }
        return new Planned(statement, List.of());
    }

    private Cursor execute(Planned planned, String sql, List<? extends @Nullable Object> values) throws SQLException {
        PreparedStatement statement = planned.statement();
        current = new Execution(sql, values);
        try {
            bind(statement, values);
            boolean hasRows = watch.call(statement, statement::execute);
            return hasRows
                    ? Cursor.over(this, sql, statement, statement.getResultSet(), planned.types())
                    : Cursor.empty(this, sql, statement);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static Planned withoutParameters(Planned planned) throws SQLException {
        if (planned.statement().getParameterMetaData().getParameterCount() > 0) {
            planned.statement().close();
            throw new SQLException("Only the last statement of a script can have parameters");
        }
        return planned;
    }

    private void bind(PreparedStatement statement, List<? extends @Nullable Object> values) throws SQLException {
        int parameters = statement.getParameterMetaData().getParameterCount();
        if (values.size() < parameters) {
            throw new SQLException("Parameter count mismatch: the statement has " + parameters
                    + ", and values were given for " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, BoundValue.of(values.get(i), connection));
        }
    }

    /** What is done before a statement runs, and cannot be stopped. */
    @FunctionalInterface
    private interface Planning<T> {
        T run() throws SQLException;
    }

    /** A statement that was begun. */
    private record Execution(String sql, List<? extends @Nullable Object> values) {}

    /** A statement and the types to read its answer by; none where its answer tells them. */
    private record Planned(PreparedStatement statement, List<String> types) {}

    StatementWatch watch() {
        return watch;
    }

    /** Whether it was given so much time. */
    boolean isFor(Duration timeout) {
        return watch.limit().equals(timeout);
    }

    /** Since when DuckDB has nothing to do for it; now, if it has. */
    long idleSince() {
        CompletableFuture<?> future = planning;
        return future == null || future.isDone() ? watch.idleSince() : System.nanoTime();
    }

    RuntimeException error(SQLException problem, String sql) {
        boolean lost = QueryErrors.isLost(problem) && watch.stopped().isEmpty();
        return new QueryErrors(sql, watch).of(lost ? found(problem) : problem);
    }

    /**
     * Asks again for an error whose text the driver lost, which 2.0.0.1 does while an answer is fetched: the statement is
     * run once more for a short time with its answer fetched at once, and what it does is undone. The next value of a
     * sequence could not be undone.
     */
    private SQLException found(SQLException lost) {
        Execution failed = current;
        if (failed == null || SEQUENCE.matcher(failed.sql()).find()) {
            return lost;
        }
        try (Statement control = connection.createStatement()) {
            control.execute(FETCH_AT_ONCE);
            control.execute("BEGIN");
            SQLException told = failure(failed).orElse(lost);
            control.execute("ROLLBACK");
            return told;
        } catch (SQLException e) {
            return lost; // A script's own transaction stands in the way.
        }
    }

    private Optional<SQLException> failure(Execution failed) {
        try (PreparedStatement again = connection.prepareStatement(failed.sql())) {
            bind(again, failed.values());
            watch.callFor(SECOND_TRY, again, again::execute);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    @Override
    public void close() {
        CompletableFuture<?> unfinished = planning;
        boolean leftToPlanner = unfinished != null && (unfinished.isCancelled() || unfinished.cancel(false));
        if (!leftToPlanner) {
            end();
        }
    }

    private void end() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            watch.end();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Could not close a session", e);
        } finally {
            onClose.accept(this, watch);
        }
    }
}
