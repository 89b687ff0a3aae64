package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.duckdb.internal.CsvText;
import io.github.cartoactivity.duckdb.internal.Cursor;
import io.github.cartoactivity.duckdb.internal.Engine;
import io.github.cartoactivity.duckdb.internal.JsonText;
import io.github.cartoactivity.duckdb.internal.RecordReader;
import io.github.cartoactivity.duckdb.internal.Session;
import io.github.cartoactivity.duckdb.internal.rewrite.Rewrite;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement, and the ways to read its answer. Nothing runs before one of them is called, and each call runs it anew.
 * Immutable: {@code bind}, {@code timeout} and {@code maxRows} give copies.
 *
 * <pre>{@code
 * record Maps(LocalDate day, String email, long createdMaps) {}
 *
 * List<Maps> top = database.sql("""
 *                 SELECT CAST(a.ts AS DATE) AS day, u.email, COUNT(*) AS created_maps
 *                 FROM activity a JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
 *                 WHERE a.type = ? GROUP BY ALL ORDER BY created_maps DESC LIMIT 10""")
 *         .bind("MapCreated")
 *         .as(Maps.class);
 * }</pre>
 *
 * <p>Every call has a session of its own, in UTC, and may be made from any thread. An interrupt of the calling thread
 * stops the statement ({@link QueryCancelledException}), and so does the time-out ({@link QueryTimeoutException}). All
 * errors of a statement are {@link QueryException}s; a closed database is an {@link IllegalStateException}.
 */
public final class SqlQuery {
    private final Engine engine;
    private final String sql;
    private final List<@Nullable Object> values;
    private final Duration timeout;
    private final long maxRows;

    SqlQuery(Engine engine, String sql) {
        this(
                engine,
                sql,
                List.of(),
                engine.options().timeout(),
                engine.options().maxRows());
    }

    private SqlQuery(Engine engine, String sql, List<@Nullable Object> values, Duration timeout, long maxRows) {
        this.engine = engine;
        this.sql = sql;
        this.values = values;
        this.timeout = timeout;
        this.maxRows = maxRows;
    }

    /**
     * Gives the parameters ({@code ?}, or {@code $1}, {@code $2}, ...) their values, in order; of several statements
     * those of the last one. Values are bound, never written into the statement. A statement that has more parameters, or
     * fewer, is refused when it is run.
     *
     * @param parameters text, numbers, booleans, {@link java.time.Instant} (a UTC timestamp),
     *     {@link java.time.LocalDate}, event types, user ids, or null
     * @return a copy with these values
     */
    public SqlQuery bind(@Nullable Object... parameters) {
        List<@Nullable Object> copy = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(parameters)));
        return new SqlQuery(engine, sql, copy, timeout, maxRows);
    }

    /**
     * Sets how long this statement may work.
     *
     * @param limit more than zero
     * @return a copy
     * @throws IllegalArgumentException if it is zero or negative
     */
    public SqlQuery timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("A time-out must be positive, not " + limit);
        }
        return new SqlQuery(engine, sql, values, limit, maxRows);
    }

    /**
     * Sets how many rows this statement may give where they are all held in memory.
     *
     * @param count at least 1
     * @return a copy
     * @throws IllegalArgumentException if it is less
     */
    public SqlQuery maxRows(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("A row limit must be at least 1, not " + count);
        }
        return new SqlQuery(engine, sql, values, timeout, count);
    }

    /**
     * All rows.
     *
     * @return the rows in order
     */
    public List<Row> rows() {
        return collect(SqlQuery::rows);
    }

    /**
     * All rows as records. A component takes the column of its name; {@code created_maps} is {@code createdMaps}.
     *
     * @param type a record; accessible to this module where the caller is a named module
     * @param <T> the record
     * @return the records in order
     * @throws QueryException if a component has no column, or its value does not fit
     */
    public <T extends Record> List<T> as(Class<T> type) {
        return collect(cursor -> RecordReader.of(type, cursor.names()));
    }

    /**
     * The first row of an answer that has at most one.
     *
     * @return the row, or empty
     * @throws QueryException if there are more
     */
    public Optional<Row> one() {
        try (Session session = engine.session(timeout);
                Cursor cursor = session.query(sql, values, engine.policy(), 2)) {
            if (!cursor.next()) {
                return Optional.empty();
            }
            Row row = rows(cursor).apply(cursor.row());
            if (cursor.next()) {
                throw new QueryException(
                        ErrorDetails.of("The answer has more than one row", "Use rows(), or LIMIT 1"), null);
            }
            return Optional.of(row);
        }
    }

    /**
     * The only value of an answer: the first column of its only row.
     *
     * @param type what it is to be: a number of any kind, text, {@link java.time.Instant}, ... as in a record
     * @param <T> the same
     * @return the value, or empty for null and for no row
     * @throws QueryException if there are more rows or no column, or the value does not fit
     */
    public <T> Optional<T> value(Class<T> type) {
        return one().map(row -> RecordReader.value(row.value(0), type));
    }

    /**
     * All rows, fetched as they are read, in constant memory. The stream has to be closed; it holds one of the
     * database's sessions until then, and belongs to one thread at a time.
     *
     * @return the rows in order
     */
    public Stream<Row> stream() {
        return stream(SqlQuery::rows);
    }

    /**
     * All rows as records, fetched as they are read. Like {@link #stream()} it has to be closed.
     *
     * @param type a record, as in {@link #as(Class)}
     * @param <T> the record
     * @return the records in order
     */
    public <T extends Record> Stream<T> streamAs(Class<T> type) {
        return stream(cursor -> RecordReader.of(type, cursor.names()));
    }

    /**
     * The answer as a JSON array of row objects. Numbers stay numbers; lists, structs and maps are nested; timestamps
     * are ISO-8601 texts that end in {@code Z}, dates are {@code 2025-10-01}; JSON columns are texts, as in CARTO's
     * command-line tool.
     *
     * @return for example {@code [{"total_events": 123}]}
     */
    public String json() {
        StringWriter text = new StringWriter();
        write(text, JsonText::write, maxRows);
        return text.toString();
    }

    /**
     * Writes the answer as {@link #json()} does, row by row.
     *
     * @param target where to; it is flushed, not closed
     * @throws UncheckedIOException if it cannot be written to
     */
    public void json(Writer target) {
        write(target, JsonText::write, streamLimit());
    }

    /**
     * Writes the answer as CSV with a header, row by row: RFC 4180, but lines end with a line feed; UTF-8 is up to the
     * writer. Null is an empty field, the empty text is {@code ""}; timestamps are as in {@link #json()}, nested values are
     * JSON.
     *
     * @param target where to; it is flushed, not closed
     * @throws UncheckedIOException if it cannot be written to
     */
    public void csv(Writer target) {
        csv(target, CsvCells.AS_IS);
    }

    /**
     * Writes the answer as {@link #csv(Writer)} does, with cells that a spreadsheet can be trusted with.
     *
     * @param target where to; it is flushed, not closed
     * @param cells what becomes of texts that a spreadsheet would compute
     * @throws UncheckedIOException if it cannot be written to
     */
    public void csv(Writer target, CsvCells cells) {
        write(target, new CsvText(cells)::write, streamLimit());
    }

    /**
     * Says what is run in the place of this statement, without running it. Over an archive, ids that a statement takes
     * out of payloads are answered from the archive's own columns where that is certain to give the same rows, types and
     * names ({@link DatabaseOptions#withoutRewriting()} switches it off). Of several statements it is said of the last.
     *
     * <pre>{@code
     * System.out.println(database.sql("SELECT data->>'$.userId' FROM activity").explain());
     * }</pre>
     *
     * @return the statement that runs, and in plain words what was replaced, or why nothing was
     */
    public Explanation explain() {
        try (Session session = engine.session(timeout)) {
            Rewrite rewrite = session.rewritten(sql, engine.policy());
            return new Explanation(rewrite.changed(), rewrite.sql(), rewrite.notes());
        }
    }

    private long streamLimit() {
        return engine.options().isLocked() ? maxRows : Long.MAX_VALUE;
    }

    private static Function<@Nullable Object[], Row> rows(Cursor cursor) {
        Columns columns = new Columns(cursor.names());
        return values -> new Row(columns, values);
    }

    private <T> List<T> collect(Function<Cursor, Function<@Nullable Object[], T>> reader) {
        try (Session session = engine.session(timeout);
                Cursor cursor = session.query(sql, values, engine.policy(), maxRows)) {
            Function<@Nullable Object[], T> read = reader.apply(cursor);
            List<T> rows = new ArrayList<>();
            while (cursor.next(maxRows)) {
                rows.add(read.apply(cursor.row()));
            }
            return Collections.unmodifiableList(rows);
        }
    }

    private <T> Stream<T> stream(Function<Cursor, Function<@Nullable Object[], T>> reader) {
        Session session = engine.session(timeout);
        try {
            Cursor cursor = session.query(sql, values, engine.policy(), streamLimit());
            Function<@Nullable Object[], T> read = reader.apply(cursor);
            return cursor.stream(read, streamLimit()).onClose(cursor::close).onClose(session::close);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private void write(Writer target, AnswerWriter writer, long limit) {
        try (Session session = engine.session(timeout);
                Cursor cursor = session.query(sql, values, engine.policy(), limit)) {
            writer.write(cursor, limit, target);
            target.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an answer in some form. */
    @FunctionalInterface
    private interface AnswerWriter {
        void write(Cursor cursor, long maxRows, Writer target) throws IOException;
    }
}
