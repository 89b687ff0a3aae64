package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.duckdb.internal.TableShape.Kind;
import io.github.cartoactivity.duckdb.internal.people.People;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One table of an export, read once and given out day by day in the form that an archive keeps: sorted, with what is
 * asked for often out of the payload as columns of its own, and with all columns that the export has beyond the
 * documented ones.
 */
public final class StagedTable implements AutoCloseable {
    static final String POSITION = "carto position";

    private final Session session;
    private final TableShape shape;
    private final String table;
    private final FurtherColumns further;
    private final Map<String, String> numberTypes = new LinkedHashMap<>();
    private final long rowsLeftOut;

    private StagedTable(Session session, TableShape shape, List<SourceFile> files) throws SQLException {
        this.session = session;
        this.shape = shape;
        this.table = name(shape);
        this.further = FurtherColumns.of(shape, files);
        this.rowsLeftOut = fill(files);
        for (Column column : shape.columns()) {
            if (column.kind() == Kind.NUMBER) {
                numberTypes.put(column.name(), NumberColumn.type(session, table, column.name()));
            }
        }
    }

    private StagedTable(Session session, TableShape shape, Path stored, int version, Map<String, String> numberTypes)
            throws SQLException {
        this.session = session;
        this.shape = shape;
        this.table = name(shape);
        this.rowsLeftOut = 0;
        this.numberTypes.putAll(numberTypes);
        session.run("CREATE OR REPLACE TABLE " + table + " AS SELECT * FROM " + SourceSql.parquet(List.of(stored)));
        this.further = FurtherColumns.stored(shape, session, table, version);
    }

    private static String name(TableShape shape) {
        return Quoted.identifier("staged " + shape.category().wireName());
    }

    /**
     * Reads a file of an archive again, to be changed.
     *
     * @param session the session to work in
     * @param category the table
     * @param stored the file
     * @param version how it was made
     * @param numberTypes what it says about its number columns
     * @return the table, to be closed
     */
    public static StagedTable reload(
            Session session, ExportCategory category, Path stored, int version, Map<String, String> numberTypes) {
        try {
            return new StagedTable(session, TableShape.of(category), stored, version, numberTypes);
        } catch (SQLException e) {
            throw failure("A day could not be read", e);
        }
    }

    /**
     * Replaces people in events, usage, users or groups, and in all text of columns beyond the documented ones, however
     * deep in lists, structs and JSON. Whoever has a column of ids is met first.
     *
     * @param people who is replaced by what
     * @return how many rows were changed, or more where one has people in several columns
     */
    public long replacePeople(People people) {
        PersonTokens tokens = new PersonTokens(session, table);
        try {
            meet(people, tokens);
            long changed = switch (shape.category()) {
                case ACTIVITY -> tokens.inText("data", people);
                case API_USAGE -> tokens.inValues("user_id", people::ofId);
                case USER_LIST ->
                    Math.max(tokens.inValues("user_id", people::ofId), tokens.inValues("email", people::ofEmail));
                case GROUP_LIST -> tokens.inText("group_alias", people);
            };
            for (Map.Entry<String, String> column : further.texts().entrySet()) {
                changed += tokens.inText(column.getKey(), column.getValue(), people);
            }
            return changed;
        } catch (SQLException e) {
            throw failure("People could not be replaced", e);
        }
    }

    /**
     * Lets whoever has a column of ids or addresses be met, and replaces nobody.
     *
     * @param people who is to meet them
     */
    public void meet(People people) {
        try {
            meet(people, new PersonTokens(session, table));
        } catch (SQLException e) {
            throw failure("People could not be looked up", e);
        }
    }

    private void meet(People people, PersonTokens tokens) throws SQLException {
        switch (shape.category()) {
            case ACTIVITY -> tokens.inPayloads(people::meetId);
            case API_USAGE -> tokens.inColumn("user_id", people::meetId);
            case USER_LIST -> {
                tokens.inColumn("user_id", people::meetId);
                tokens.inColumn("email", people::meetEmail);
            }
            case GROUP_LIST -> {
                // has nobody
            }
        }
    }

    /**
     * The users of a snapshot.
     *
     * @return their ids
     */
    public Set<String> users() {
        return texts("SELECT user_id FROM " + table + " WHERE user_id IS NOT NULL");
    }

    /**
     * The addresses of a user in a snapshot.
     *
     * @param userId the user
     * @return the addresses
     */
    public Set<String> emails(String userId) {
        return texts("SELECT email FROM " + table + " WHERE email IS NOT NULL AND user_id = " + Quoted.literal(userId));
    }

    private Set<String> texts(String sql) {
        Set<String> texts = new HashSet<>();
        try (Cursor cursor = session.cursor(sql)) {
            while (cursor.advance()) {
                texts.add(String.valueOf(cursor.value(0)));
            }
            return texts;
        } catch (SQLException e) {
            throw failure("A user could not be looked up", e);
        }
    }

    /**
     * Whether a file of events, usage or users in an archive has a user.
     *
     * @param session the session to work in
     * @param file the file
     * @param names ids or pseudonyms of the user
     * @return whether it does
     */
    public static boolean hasUser(Session session, Path file, List<String> names) {
        String list = names.stream().map(Quoted::literal).collect(Collectors.joining(", "));
        try {
            return session.count("SELECT count(*) FROM " + SourceSql.parquet(List.of(file)) + " WHERE user_id IN ("
                            + list + ")")
                    > 0;
        } catch (SQLException e) {
            throw failure("A user could not be looked up", e);
        }
    }

    /**
     * Removes a user from a snapshot.
     *
     * @param userId the user
     * @return how many rows were removed
     */
    public long removePerson(String userId) {
        try {
            long before = rows();
            session.run("DELETE FROM " + table + " WHERE user_id = " + Quoted.literal(userId));
            return before - rows();
        } catch (SQLException e) {
            throw failure("A user could not be removed", e);
        }
    }

    /**
     * Reads the files of a table.
     *
     * @param session the session to work in
     * @param category the table
     * @param files its files; rows outside the days of a file's job are left out
     * @param finalNewline when a CSV file whose last line has no end is taken for a cut one
     * @return the table, to be closed
     */
    public static StagedTable load(
            Session session, ExportCategory category, List<ExportFile> files, FinalNewline finalNewline) {
        try {
            List<SourceFile> sources = new Sources(session, finalNewline).of(files);
            return new StagedTable(session, TableShape.of(category), sources);
        } catch (SQLException e) {
            throw failure("The files could not be taken in", e);
        }
    }

    private long fill(List<SourceFile> files) throws SQLException {
        String columns = Stream.concat(
                        shape.columns().stream()
                                .map(column -> Quoted.identifier(column.name()) + " "
                                        + column.kind().type()),
                        further.definitions())
                .collect(Collectors.joining(", "));
        session.run("CREATE OR REPLACE TABLE " + table + " (" + columns + ")");
        FileInsert insert = new FileInsert(session, table, file -> SourceSql.selectList(file) + further.select(file));
        for (SourceFile file : files) {
            if (shape.category().isTimed()) {
                insert.add(file);
            } else {
                insert.addSnapshot(file);
            }
        }
        return insert.leftOut();
    }

    /**
     * The narrowest types that hold the numbers of the table exactly, by column.
     *
     * @return DuckDB's types; empty for a table without such columns
     */
    public Map<String, String> numberTypes() {
        return Map.copyOf(numberTypes);
    }

    /**
     * How many rows lay outside the days of their file's job.
     *
     * @return a count
     */
    public long rowsLeftOut() {
        return rowsLeftOut;
    }

    /**
     * How many rows the days of a timed table have.
     *
     * @return counts by day; days without rows are missing
     */
    public Map<LocalDate, Long> rowsByDay() {
        Map<LocalDate, Long> rows = new TreeMap<>();
        String sql = "SELECT CAST(ts AS DATE), count(*) FROM " + table + " GROUP BY ALL";
        try (Cursor cursor = session.cursor(sql)) {
            while (cursor.advance()) {
                if (cursor.value(0) instanceof LocalDate day && cursor.value(1) instanceof Number count) {
                    rows.put(day, count.longValue());
                }
            }
        } catch (SQLException e) {
            throw failure("The rows could not be counted", e);
        }
        return rows;
    }

    /**
     * How many rows there are.
     *
     * @return a count
     */
    public long rows() {
        try {
            return session.count("SELECT count(*) FROM " + table);
        } catch (SQLException e) {
            throw failure("The rows could not be counted", e);
        }
    }

    /**
     * Writes a day of a timed table as Parquet.
     *
     * @param day the UTC day
     * @param target the file to write
     * @param metadata what to put into the file's own key-value metadata
     */
    public void writeDay(LocalDate day, Path target, Map<String, String> metadata) {
        String condition = " WHERE ts >= TIMESTAMP '" + day + "' AND ts < TIMESTAMP '" + day.plusDays(1) + "'";
        write(condition, target, metadata);
    }

    /**
     * Writes all rows as Parquet.
     *
     * @param target the file to write
     * @param metadata what to put into the file's own key-value metadata
     */
    public void writeAll(Path target, Map<String, String> metadata) {
        write("", target, metadata);
    }

    private void write(String condition, Path target, Map<String, String> metadata) {
        String own = shape.columns().stream().map(this::stored).collect(Collectors.joining(", "));
        String chosen = "(SELECT *, rowid AS " + Quoted.identifier(POSITION) + " FROM " + table + condition + ")";
        String rows = switch (shape.category()) {
            case ACTIVITY -> wideEvents(own, further.names(), chosen);
            case API_USAGE, USER_LIST, GROUP_LIST -> "SELECT " + own + further.names() + " FROM " + chosen;
        };
        rows += " ORDER BY " + order() + ", " + Quoted.identifier(POSITION);
        try {
            ParquetTarget.write(session, rows, target, metadata);
        } catch (SQLException e) {
            throw failure("A day could not be written", e);
        }
    }

    /**
     * Events with the columns that an archive makes out of their payloads.
     *
     * @param own what to select of the events themselves
     * @param further what to select after the made columns, with a comma before it; may be empty
     * @param source a table or a query in brackets
     * @return a query
     */
    public static String wideEvents(String own, String further, String source) {
        return "SELECT " + own + ", " + PayloadColumn.select() + ", " + PayloadColumn.selectOdd() + further + " FROM ("
                + PayloadColumn.parsed(source) + ")";
    }

    /** Numbers have the same type in all files, wide enough for all but the strangest. */
    private String stored(Column column) {
        String name = Quoted.identifier(column.name());
        String narrowest = numberTypes.get(column.name());
        return narrowest == null ? name : "CAST(" + name + " AS " + StoredNumber.inFile(narrowest) + ") AS " + name;
    }

    private String order() {
        return switch (shape.category()) {
            case ACTIVITY -> "type, ts";
            case API_USAGE -> "ts, user_id, metric";
            case USER_LIST -> "user_id";
            case GROUP_LIST -> "group_id";
        };
    }

    /** Forgets the rows. */
    @Override
    public void close() {
        try {
            session.run("DROP TABLE " + table);
        } catch (SQLException e) {
            throw failure("The rows could not be forgotten", e);
        }
    }

    private static DatabaseException failure(String problem, SQLException cause) {
        return new DatabaseException(
                ErrorDetails.of(problem + ": " + QueryErrors.clean(cause), "Check the disk and the memory limit"),
                cause);
    }
}
