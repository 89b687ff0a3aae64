package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.duckdb.TableContents;
import io.github.cartoactivity.duckdb.internal.RepeatedDays.Part;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.duckdb.internal.TableShape.Kind;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the four tables out of files.
 *
 * <p>Parquet events are queried in place: a view costs nothing to open, and DuckDB reads only the columns and row
 * groups that a statement needs. Everything else is copied once into tables, because text would have to be parsed again
 * by every statement, and because a broken line is then found while opening, with the name of its file. A locked
 * database copies all, because it has no way to files, and so does one whose file is kept.
 */
public final class Loader {
    private final Session session;
    private final boolean copyAll;
    private final Origin origin;

    /** Where the files come from. */
    private enum Origin {
        /** From one export, so that no row is in two of them. */
        EXPORT,
        /** From anywhere. */
        LOOSE
    }

    private Loader(Session session, DatabaseOptions options, Origin origin) {
        this.session = session;
        this.copyAll = options.isWithoutFiles() || options.databaseFile().isPresent();
        this.origin = origin;
    }

    /**
     * Fills the database with loose files.
     *
     * @param engine an empty instance
     * @param filesOrDirectories where they are
     * @return what each table holds
     */
    public static List<TableContents> load(Engine engine, Collection<Path> filesOrDirectories) {
        return load(engine, Origin.LOOSE, sources -> sources.loose(filesOrDirectories));
    }

    /**
     * Fills the database with an export.
     *
     * @param engine an empty instance
     * @param export the export
     * @return what each table holds
     */
    public static List<TableContents> load(Engine engine, Export export) {
        return load(engine, Origin.EXPORT, sources -> sources.of(export));
    }

    private static List<TableContents> load(Engine engine, Origin origin, Function<Sources, List<SourceFile>> find) {
        try (Session session = engine.loadingSession()) {
            return new Loader(session, engine.options(), origin)
                    .tables(find.apply(new Sources(session, engine.options().finalNewline())));
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new QueryCancelledException(ErrorDetails.of("Interrupted while making the tables", ""), e);
            }
            throw new DatabaseException(
                    ErrorDetails.of("The tables could not be made: " + QueryErrors.clean(e), ""), e);
        }
    }

    private List<TableContents> tables(List<SourceFile> files) throws SQLException {
        List<TableContents> contents = new ArrayList<>();
        for (ExportCategory category : ExportCategory.values()) {
            List<SourceFile> own = files.stream()
                    .filter(file -> file.shape().category() == category)
                    .toList();
            boolean inPlace = !copyAll
                    && category == ExportCategory.ACTIVITY
                    && !own.isEmpty()
                    && own.stream().allMatch(SourceSql::isQueryable);
            contents.add(inPlace ? view(category, own) : table(category, own));
        }
        session.run("CREATE VIEW events AS SELECT type, ts, data, " + PayloadColumn.select() + " FROM ("
                + PayloadColumn.parsed("activity") + ")");
        QuestionTables.create(
                session,
                "SELECT user_id, any_value(email) AS email, any_value(role) AS role FROM userList "
                        + "GROUP BY user_id",
                QuestionTables.EVENTS_BY_DAY);
        return List.copyOf(contents);
    }

    private TableContents view(ExportCategory category, List<SourceFile> files) throws SQLException {
        Map<List<?>, List<SourceFile>> alike = files.stream()
                .collect(Collectors.groupingBy(
                        file -> List.of(file.columns(), file.range()), LinkedHashMap::new, Collectors.toList()));
        AtomicLong all = new AtomicLong();
        String select = alike.values().stream().map(SourceSql::inPlace).collect(Collectors.joining(" UNION ALL "));
        for (SourceFile file : files) {
            FileRead.of(file.path(), session.watch(), maxLine -> {
                all.addAndGet(rows(file));
                refuseGaps(file);
            });
        }
        session.run("CREATE VIEW " + name(category) + " AS " + select);
        refuseRepeatedDays(
                category,
                files.stream()
                        .map(file -> new Part(file.path(), SourceSql.inPlace(List.of(file))))
                        .toList());
        long rows = session.count("SELECT count(*) FROM " + name(category));
        return new TableContents(category, files.size(), rows, all.get() - rows);
    }

    /** Rows without a value that every row needs; files that say how many have none are not read for it. */
    private void refuseGaps(SourceFile file) throws SQLException {
        for (Column column : file.shape().inEveryRow()) {
            long gaps = session.count("SELECT count(*) FROM (" + SourceSql.inPlace(List.of(file)) + ") WHERE "
                    + Quoted.identifier(column.name()) + " IS NULL");
            if (gaps > 0) {
                throw new SQLException(Spellings.NO_VALUE + column.name() + " (" + gaps + " such rows)");
            }
        }
    }

    /** What the footer of a Parquet file says. */
    private long rows(SourceFile file) throws SQLException {
        return session.count("SELECT count(*) FROM " + SourceSql.parquet(List.of(file.path())));
    }

    private TableContents table(ExportCategory category, List<SourceFile> files) throws SQLException {
        TableShape shape = TableShape.of(category);
        String columns = shape.columns().stream()
                .map(column ->
                        Quoted.identifier(column.name()) + " " + column.kind().type())
                .collect(Collectors.joining(", "));
        session.run("CREATE TABLE " + name(category) + " (" + columns + ")");
        FileInsert insert = new FileInsert(session, name(category));
        List<Part> parts = new ArrayList<>();
        for (SourceFile file : files) {
            if (category.isTimed()) {
                long first = session.count("SELECT count(*) FROM " + name(category));
                insert.add(file);
                long next = session.count("SELECT count(*) FROM " + name(category));
                parts.add(new Part(
                        file.path(),
                        "SELECT * FROM " + name(category) + " WHERE rowid >= " + first + " AND rowid < " + next));
            } else {
                insert.addSnapshot(file);
            }
        }
        settleNumbers(shape);
        refuseRepeatedDays(category, parts);
        long rows = session.count("SELECT count(*) FROM " + name(category));
        return new TableContents(category, files.size(), rows, insert.leftOut());
    }

    private void refuseRepeatedDays(ExportCategory category, List<Part> parts) throws SQLException {
        if (origin == Origin.LOOSE) {
            RepeatedDays.refuse(session, category, parts);
        }
    }

    private void settleNumbers(TableShape shape) throws SQLException {
        String table = name(shape.category());
        Map<String, String> narrowest = new LinkedHashMap<>();
        for (Column column : shape.columns()) {
            if (column.kind() == Kind.NUMBER) {
                narrowest.put(column.name(), NumberColumn.type(session, table, column.name()));
            }
        }
        for (Map.Entry<String, String> type :
                StoredNumber.multipliable(narrowest).entrySet()) {
            session.run("ALTER TABLE " + table + " ALTER COLUMN " + Quoted.identifier(type.getKey()) + " TYPE "
                    + type.getValue());
        }
    }

    private static String name(ExportCategory category) {
        return Quoted.identifier(category.wireName());
    }
}
