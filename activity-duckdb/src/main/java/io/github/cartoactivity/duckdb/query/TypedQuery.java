package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.SqlQuery;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question with its values and the type of its answer. Nothing runs before the answer is read, and each reading runs it
 * anew. Immutable, for use by any thread.
 *
 * <pre>{@code
 * TypedQuery<ActiveUser> query = database.engagement().mostActiveUsers(week, Top.of(10));
 * query.list().forEach(System.out::println);
 * System.out.println(query.sql());
 * }</pre>
 *
 * @param <T> one row of the answer; its components are the columns, {@code days_active} is {@code daysActive}
 */
public final class TypedQuery<T extends Record> {
    private final ActivityDatabase database;
    private final Class<T> type;
    private final String sql;
    private final @Nullable Object[] values;

    TypedQuery(ActivityDatabase database, Class<T> type, String sql, @Nullable Object... values) {
        this.database = database;
        this.type = type;
        this.sql = sql;
        this.values = values.clone();
    }

    /**
     * The statement, with {@code $1}, {@code $2}, ... where values go; a comment at its beginning says what they are.
     *
     * @return SQL as DuckDB understands it
     */
    public String sql() {
        return sql;
    }

    /**
     * The answer as a whole.
     *
     * @return the rows in order
     */
    public List<T> list() {
        return statement().as(type);
    }

    /**
     * The answer row by row, in constant memory.
     *
     * @return the rows in order; to be closed
     */
    public Stream<T> stream() {
        return statement().streamAs(type);
    }

    /**
     * The statement with its values, for those who want the answer as JSON, CSV or otherwise.
     *
     * @return the same question without its type
     */
    public SqlQuery statement() {
        return database.sql(sql).bind(values);
    }
}
