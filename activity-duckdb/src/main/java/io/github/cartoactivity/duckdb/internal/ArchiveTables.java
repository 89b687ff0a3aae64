package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.TableContents;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.duckdb.internal.TableShape.Kind;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a database over an archive. They are views over the files that are there while it is opened, so opening
 * costs a look at the end of each file, and every statement reads only what it needs. Usage is copied, before it is first
 * asked for, where it has many files with few rows, because to open them all takes longer than to read them. A database
 * whose file is kept copies all.
 */
public final class ArchiveTables {
    /** The day of a file, from its path; DuckDB's own way would also take names of directories above the archive. */
    private static final String DAY =
            "CAST(regexp_extract(filename, 'day=([0-9-]{10})[/\\\\]data.parquet$', 1) AS DATE)";

    /** Saves a statement from reading the end of each file again; DuckDB sees where a file is another one since. */
    private static final String KEEP_FOOTERS = "SET GLOBAL parquet_metadata_cache = true";

    private static final String CHANGED =
            "Numbers of the archive have changed since the database was opened, in such a way"
                    + " that it would round them; open it again";
    private static final int FEW_FILES = 8;
    private static final long FEW_ROWS = 1_000_000;

    private final Engine engine;
    private final Session session;
    private final boolean copyAll;

    private ArchiveTables(Engine engine, Session session, boolean copyAll) {
        this.engine = engine;
        this.session = session;
        this.copyAll = copyAll;
    }

    /**
     * Makes the tables.
     *
     * @param engine an empty instance
     * @param files the files of each table, in the order of their days
     * @return what each table holds
     */
    public static List<TableContents> load(Engine engine, Map<ExportCategory, List<ArchivedFile>> files) {
        List<TableContents> contents = new ArrayList<>();
        boolean copyAll = engine.options().databaseFile().isPresent();
        if (!copyAll) {
            files.values()
                    .forEach(list -> engine.readsInPlace(
                            list.stream().map(ArchivedFile::path).toList()));
        }
        try (Session session = engine.loadingSession()) {
            session.run(KEEP_FOOTERS);
            ArchiveTables tables = new ArchiveTables(engine, session, copyAll);
            for (ExportCategory category : ExportCategory.values()) {
                contents.add(tables.create(category, files.getOrDefault(category, List.of())));
            }
            session.run(QuestionTables.SCHEMA);
            tables.whenNeeded(
                    QuestionTables.WORD,
                    QuestionTables.statements(
                            "SELECT user_id, any_value(email) AS email, any_value(role) AS role FROM userListHistory"
                                    + " GROUP BY user_id",
                            tables.eventsByDay(files.getOrDefault(ExportCategory.ACTIVITY, List.of()))));
            if (!copyAll) {
                session.run(PayloadView.of(files.getOrDefault(ExportCategory.ACTIVITY, List.of())));
                engine.hasPayloadColumns();
            }
            return List.copyOf(contents);
        } catch (SQLException e) {
            throw new DatabaseException(
                    ErrorDetails.of(
                            "The archive cannot be opened: " + QueryErrors.clean(e),
                            "See what ActivityArchive.verify() finds"),
                    e);
        }
    }

    private TableContents create(ExportCategory category, List<ArchivedFile> files) throws SQLException {
        TableShape shape = TableShape.of(category);
        List<ArchivedFile> current =
                category.isTimed() || files.isEmpty() ? files : files.subList(files.size() - 1, files.size());
        if (category == ExportCategory.ACTIVITY) {
            view(
                    "events",
                    shape,
                    current,
                    Stream.of(PayloadColumn.values())
                            .map(column -> ", " + column.columnName())
                            .collect(Collectors.joining()));
        }
        if (category == ExportCategory.ACTIVITY && copyAll) {
            session.run("CREATE VIEW activity AS SELECT type, ts, data FROM events");
        } else {
            view(category.wireName(), shape, current, "");
        }
        if (!category.isTimed()) {
            history(shape, files);
        }
        long rows = current.stream().mapToLong(ArchivedFile::rows).sum();
        return new TableContents(category, current.size(), rows, 0);
    }

    /** Files whose numbers have other types than usual are read apart from the others. */
    private void view(String name, TableShape shape, List<ArchivedFile> files, String further) throws SQLException {
        Map<Map<String, String>, List<Path>> alike = files.stream()
                .collect(Collectors.groupingBy(
                        ArchiveTables::typesInFile,
                        LinkedHashMap::new,
                        Collectors.mapping(ArchivedFile::path, Collectors.toList())));
        Map<String, String> numbers = numbers(shape, files);
        String columns =
                shape.columns().stream().map(column -> column(column, numbers)).collect(Collectors.joining(", "))
                        + further;
        String rows = alike.values().stream()
                .map(paths -> "SELECT " + columns + " FROM " + SourceSql.parquet(paths))
                .collect(Collectors.joining(" UNION ALL "));
        String made = Quoted.identifier(name) + " AS " + (files.isEmpty() ? none(shape, further) : rows);
        session.run("CREATE " + (copyAll ? "TABLE " : "VIEW ") + made);
        if (!copyAll && isCopiedWhenNeeded(shape, files)) {
            whenNeeded(
                    name.toLowerCase(Locale.ROOT),
                    List.of("DROP VIEW " + Quoted.identifier(name), "CREATE TABLE " + made));
        }
    }

    private static boolean isCopiedWhenNeeded(TableShape shape, List<ArchivedFile> files) {
        return shape.category() == ExportCategory.API_USAGE
                && files.size() > FEW_FILES
                && files.stream().mapToLong(ArchivedFile::rows).sum() <= FEW_ROWS;
    }

    private void whenNeeded(String word, List<String> statements) throws SQLException {
        if (engine.canDefer()) {
            engine.defer(new DeferredTables(word, statements));
            return;
        }
        for (String statement : statements) {
            session.run(statement);
        }
    }

    /** Events with their day, which is that of their file, so that it need not be found out from each one's time. */
    private String eventsByDay(List<ArchivedFile> files) {
        if (files.isEmpty() || copyAll) {
            return QuestionTables.EVENTS_BY_DAY;
        }
        String columns =
                Stream.of(PayloadColumn.values()).map(PayloadColumn::columnName).collect(Collectors.joining(", "));
        String source = withFileNames(files);
        return "CREATE VIEW carto.events_by_day AS SELECT type, ts, data, " + columns + ", " + DAY + " AS day FROM "
                + source;
    }

    private static String withFileNames(List<ArchivedFile> files) {
        return SourceSql.parquet(files.stream().map(ArchivedFile::path).toList())
                .replaceFirst("\\)$", ", filename=true)");
    }

    private static Map<String, String> typesInFile(ArchivedFile file) {
        return file.numberTypes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> StoredNumber.inFile(entry.getValue())));
    }

    private static String column(Column column, Map<String, String> numbers) {
        String name = Quoted.identifier(column.name());
        if (column.kind() != Kind.NUMBER) {
            return name;
        }
        String type = numbers.getOrDefault(column.name(), "BIGINT");
        String number = "CAST(" + name + " AS " + type + ")";
        return type.equals("DOUBLE")
                ? number + " AS " + name
                : "CASE WHEN " + name + " IS NULL OR " + number + " = " + name + " THEN " + number + " ELSE error("
                        + Quoted.literal(CHANGED) + ") END AS " + name;
    }

    /** The types that hold the numbers of all files. A day that is replaced while the database is open may need others. */
    private static Map<String, String> numbers(TableShape shape, List<ArchivedFile> files) {
        Map<String, String> types = new LinkedHashMap<>();
        for (Column column : shape.columns()) {
            if (column.kind() == Kind.NUMBER) {
                List<String> narrowest = files.stream()
                        .flatMap(file -> Stream.ofNullable(file.numberTypes().get(column.name())))
                        .distinct()
                        .toList();
                types.put(column.name(), StoredNumber.forAll(narrowest));
            }
        }
        return StoredNumber.multipliable(types);
    }

    /** Everybody who was in any snapshot, as in the last one that has them. */
    private void history(TableShape shape, List<ArchivedFile> files) throws SQLException {
        String name = Quoted.identifier(shape.category().wireName() + "History");
        String seen = ", CAST(NULL AS DATE) AS first_seen, CAST(NULL AS DATE) AS last_seen";
        if (files.isEmpty()) {
            session.run("CREATE VIEW " + name + " AS " + none(shape, seen));
            return;
        }
        String key = Quoted.identifier(shape.columns().get(0).name());
        String columns = shape.columns().stream()
                .map(column -> Quoted.identifier(column.name()))
                .collect(Collectors.joining(", "));
        String source = withFileNames(files);
        session.run("CREATE " + (copyAll ? "TABLE " : "VIEW ") + name + " AS SELECT " + columns
                + ", first_seen, last_seen FROM (SELECT "
                + columns + ", day, min(day) OVER person AS first_seen, max(day) OVER person AS last_seen FROM (SELECT "
                + columns + ", " + DAY + " AS day FROM " + source + ") WINDOW person AS (PARTITION BY " + key
                + ")) WHERE day = last_seen");
    }

    private static String none(TableShape shape, String further) {
        return shape.columns().stream()
                        .map(column -> "CAST(NULL AS "
                                + (column.kind() == Kind.NUMBER
                                        ? "BIGINT"
                                        : column.kind().type())
                                + ") AS " + Quoted.identifier(column.name()))
                        .collect(Collectors.joining(", ", "SELECT ", ""))
                + (further.contains("CAST") ? further : further.replaceAll(", (\\w+)", ", CAST(NULL AS VARCHAR) AS $1"))
                + " WHERE false";
    }
}
