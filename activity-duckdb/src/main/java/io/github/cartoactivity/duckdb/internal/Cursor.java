package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.QueryLimitException;
import io.github.cartoactivity.model.ErrorDetails;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of one answer, fetched as they are read. */
public final class Cursor implements AutoCloseable {
    private final Session session;
    private final String sql;
    private final PreparedStatement statement;
    private final @Nullable ResultSet result;
    private final List<String> names;
    private final List<ColumnReader> readers;
    private long rows;

    private Cursor(
            Session session,
            String sql,
            PreparedStatement statement,
            @Nullable ResultSet result,
            List<String> names,
            List<ColumnReader> readers) {
        this.session = session;
        this.sql = sql;
        this.statement = statement;
        this.result = result;
        this.names = names;
        this.readers = readers;
    }

    /** An answer with rows, read by the given types or, if there are none, by its own. */
    static Cursor over(Session session, String sql, PreparedStatement statement, ResultSet result, List<String> types)
            throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> labels = new ArrayList<>();
        List<ColumnReader> readers = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
            readers.add(ColumnReader.of(types.isEmpty() ? columns.getColumnTypeName(i) : types.get(i - 1)));
        }
        return new Cursor(session, sql, statement, result, distinct(labels), readers);
    }

    /** The answer of a statement that gives no rows. */
    static Cursor empty(Session session, String sql, PreparedStatement statement) {
        return new Cursor(session, sql, statement, null, List.of(), List.of());
    }

    /**
     * The columns' names; where one occurs twice, the second has {@code _1} added, and so on.
     *
     * @return the names in order
     */
    public List<String> names() {
        return names;
    }

    /**
     * Goes to the next row.
     *
     * @return false after the last one
     * @throws io.github.cartoactivity.duckdb.QueryException if the statement fails on the way
     */
    public boolean next() {
        try {
            return advance();
        } catch (SQLException e) {
            throw session.error(e, sql);
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    /**
     * Goes to the next row of an answer that may only have so many.
     *
     * @param maxRows how many rows there may be
     * @return false after the last one
     * @throws QueryLimitException if there are more
     */
    public boolean next(long maxRows) {
        if (!next()) {
            return false;
        }
        if (++rows > maxRows) {
            throw limit(
                    "The answer has more than " + maxRows + " rows",
                    "Aggregate or LIMIT it, read it as a stream, or allow more with maxRows(...)",
                    null);
        }
        return true;
    }

    /**
     * The remaining rows. Closing the stream does not close the session.
     *
     * @param read makes a row of its values
     * @param maxRows how many rows there may be
     * @param <T> the row
     * @return the rows, in order
     */
    public <T> Stream<T> stream(Function<@Nullable Object[], T> read, long maxRows) {
        Spliterator<T> rest = new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
            @Override
            public boolean tryAdvance(Consumer<? super T> action) {
                if (!next(maxRows)) {
                    return false;
                }
                action.accept(read.apply(row()));
                return true;
            }
        };
        return StreamSupport.stream(rest, false);
    }

    /**
     * The values of the current row.
     *
     * @return a new array, in the order of the names
     */
    public @Nullable Object[] row() {
        try {
            @Nullable Object[] row = new @Nullable Object[readers.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = value(i);
            }
            return row;
        } catch (SQLException e) {
            throw session.error(e, sql);
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    boolean advance() throws SQLException {
        return result != null && session.watch().call(statement, result::next);
    }

    /** Reads to the end, so that the statement has done all it does. */
    void drain() throws SQLException {
        boolean more = advance();
        while (more) {
            more = advance();
        }
    }

    @Nullable
    Object value(int column) throws SQLException {
        return result == null ? null : readers.get(column).read(result, column + 1);
    }

    @Override
    public void close() {
        try {
            if (result != null) {
                result.close();
            }
            statement.close();
        } catch (SQLException e) {
            throw session.error(e, sql);
        }
    }

    private QueryLimitException tooLarge(OutOfMemoryError cause) {
        return limit("The answer does not fit into the Java heap", QueryErrors.HEAP, cause);
    }

    private QueryLimitException limit(String problem, String advice, @Nullable Throwable cause) {
        ErrorDetails details = ErrorDetails.of(problem, advice);
        return new QueryLimitException(details.with("statement", QueryErrors.shown(sql)), cause);
    }

    private static List<String> distinct(List<String> labels) {
        Set<String> taken = new HashSet<>(labels);
        Set<String> used = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String label : labels) {
            String name = label;
            for (int i = 1; !used.add(name); i++) {
                String candidate = label + "_" + i;
                name = taken.contains(candidate) ? name : candidate;
            }
            names.add(name);
        }
        return List.copyOf(names);
    }
}
