package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.TableContents;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the four tables out of files.
 *
 * <p>Parquet events are queried in place: a view costs nothing to open, and DuckDB reads only the columns and row
 * groups that a statement needs. Everything else is copied once into tables, because text would have to be parsed again
 * by every statement, and because a broken line is then found while opening, with the name of its file.
 */
public final class Loader {
    /** Opening is bounded by the files, not by the time that a query may take. */
    private static final Duration LIMIT = Duration.ofHours(24);

    private final Session session;

    private Loader(Session session) {
        this.session = session;
    }

    /**
     * Fills the database with loose files.
     *
     * @param engine an empty instance
     * @param filesOrDirectories where they are
     * @return what each table holds
     */
    public static List<TableContents> load(Engine engine, Collection<Path> filesOrDirectories) {
        return load(engine, sources -> sources.loose(filesOrDirectories));
    }

    /**
     * Fills the database with an export.
     *
     * @param engine an empty instance
     * @param export the export
     * @return what each table holds
     */
    public static List<TableContents> load(Engine engine, Export export) {
        return load(engine, sources -> sources.of(export));
    }

    private static List<TableContents> load(Engine engine, Function<Sources, List<SourceFile>> find) {
        try (Session session = engine.session(LIMIT)) {
            return new Loader(session).tables(find.apply(new Sources(session)));
        } catch (SQLException e) {
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
            boolean inPlace = !own.isEmpty() && own.stream().allMatch(SourceSql::isQueryable);
            contents.add(inPlace ? view(category, own) : table(category, own));
        }
        return List.copyOf(contents);
    }

    private TableContents view(ExportCategory category, List<SourceFile> files) throws SQLException {
        Map<List<?>, List<SourceFile>> alike = files.stream()
                .collect(Collectors.groupingBy(
                        file -> List.of(file.columns(), file.range()), LinkedHashMap::new, Collectors.toList()));
        String select = alike.values().stream().map(Loader::selectFrom).collect(Collectors.joining(" UNION ALL "));
        session.run("CREATE VIEW " + name(category) + " AS " + select);
        long rows = session.count("SELECT count(*) FROM " + name(category));
        long all = session.count("SELECT count(*) FROM read_parquet("
                + files.stream().map(file -> Quoted.path(file.path())).collect(Collectors.joining(", ", "[", "]"))
                + ", union_by_name=true, hive_partitioning=false)");
        return new TableContents(category, files.size(), rows, all - rows);
    }

    private static String selectFrom(List<SourceFile> alike) {
        SourceFile first = alike.get(0);
        String scan = SourceSql.parquet(alike.stream().map(SourceFile::path).toList());
        String select = "SELECT " + SourceSql.selectList(first) + " FROM " + scan;
        return first.range()
                .map(range -> "SELECT * FROM (" + select + ") WHERE " + SourceSql.inRange(range))
                .orElse(select);
    }

    private TableContents table(ExportCategory category, List<SourceFile> files) throws SQLException {
        TableShape shape = TableShape.of(category);
        String columns = shape.columns().stream()
                .map(column ->
                        Quoted.identifier(column.name()) + " " + column.kind().type())
                .collect(Collectors.joining(", "));
        session.run("CREATE TABLE " + name(category) + " (" + columns + ")");
        session.run("CREATE SEQUENCE left_out");
        for (SourceFile file : files) {
            insert(file);
        }
        for (Column column : shape.columns()) {
            if (column.kind() == TableShape.Kind.NUMBER) {
                new NumberColumn(session, name(category), column.name()).settle();
            }
        }
        long leftOut = session.count(
                "SELECT coalesce(last_value, 0) FROM duckdb_sequences() WHERE sequence_name = 'left_out'");
        session.run("DROP SEQUENCE left_out");
        long rows = session.count("SELECT count(*) FROM " + name(category));
        return new TableContents(category, files.size(), rows, leftOut);
    }

    /** Rows outside the range are counted while they are left out, so that every file is read once. */
    private void insert(SourceFile file) throws SQLException {
        String rows = "SELECT " + SourceSql.selectList(file) + " FROM " + SourceSql.scan(file);
        String filter = file.range().map(Loader::countingFilter).orElse("");
        try {
            session.run("INSERT INTO " + name(file.shape().category()) + " SELECT * FROM (" + rows + ")" + filter);
        } catch (SQLException e) {
            throw FileErrors.of(file.path(), e, session.watch());
        }
    }

    private static String countingFilter(DateRange range) {
        return " WHERE CASE WHEN " + SourceSql.inRange(range) + " THEN true ELSE nextval('left_out') < 0 END";
    }

    private static String name(ExportCategory category) {
        return Quoted.identifier(category.wireName());
    }
}
