package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.TableContents;
import io.github.cartoactivity.duckdb.internal.DeferredTables.Otherwise;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.duckdb.internal.TableShape.Kind;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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
            session.make(KEEP_FOOTERS);
            ArchiveTables tables = new ArchiveTables(engine, session, copyAll);
            for (ExportCategory category : ExportCategory.values()) {
                contents.add(tables.create(category, files.getOrDefault(category, List.of())));
            }
            session.make(QuestionTables.SCHEMA);
            tables.whenNeeded(
                    QuestionTables.WORD,
                    Otherwise.NOTHING,
                    () -> QuestionTables.statements(
                            "SELECT user_id, any_value(email) AS email, any_value(role) AS role FROM userListHistory"
                                    + " GROUP BY user_id",
                            tables.eventsByDay(files.getOrDefault(ExportCategory.ACTIVITY, List.of()))));
            for (DaySummary summary : DaySummary.values()) {
                tables.summarise(summary);
            }
            if (!copyAll) {
                session.make(PayloadView.of(files.getOrDefault(ExportCategory.ACTIVITY, List.of())));
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
            view("events", shape, current, List.of(PayloadColumn.values()));
        }
        if (category == ExportCategory.ACTIVITY && copyAll) {
            session.make("CREATE VIEW activity AS SELECT type, ts, data FROM events");
        } else {
            view(category.wireName(), shape, current, List.of());
        }
        if (!category.isTimed()) {
            history(shape, files);
        }
        long rows = current.stream().mapToLong(ArchivedFile::rows).sum();
        return new TableContents(category, current.size(), rows, 0);
    }

    /** Files whose numbers have other types than usual, or that lack columns, are read apart from the others. */
    private void view(String name, TableShape shape, List<ArchivedFile> files, List<PayloadColumn> further)
            throws SQLException {
        Map<String, String> numbers = numbers(shape, files);
        String own =
                shape.columns().stream().map(column -> column(column, numbers)).collect(Collectors.joining(", "));
        String rows = alike(files, file -> List.of(typesInFile(file), further.isEmpty() ? 0 : file.version()))
                .map(group -> "SELECT " + own + select(further, group.get(0)) + " FROM " + parquet(group))
                .collect(Collectors.joining(" UNION ALL "));
        String made = Quoted.identifier(name) + " AS " + (files.isEmpty() ? none(shape, further) : rows);
        session.make("CREATE " + (copyAll ? "TABLE " : "VIEW ") + made);
        if (!copyAll && isCopiedWhenNeeded(shape, files)) {
            whenNeeded(
                    name.toLowerCase(Locale.ROOT),
                    Otherwise.VIEWS,
                    () -> List.of("DROP VIEW " + Quoted.identifier(name), "CREATE TABLE " + made));
        }
    }

    private static boolean isCopiedWhenNeeded(TableShape shape, List<ArchivedFile> files) {
        return shape.category() == ExportCategory.API_USAGE
                && files.size() > FEW_FILES
                && files.stream().mapToLong(ArchivedFile::rows).sum() <= FEW_ROWS;
    }

    /** An instance without files would have to make it while it is opened, whether it will be asked for or not. */
    private void summarise(DaySummary summary) throws SQLException {
        if (engine.canDefer()) {
            engine.defer(summary.whenNeeded());
        } else if (copyAll) {
            for (String statement : summary.asTable()) {
                session.make(statement);
            }
        }
    }

    private void whenNeeded(String word, Otherwise otherwise, Supplier<List<String>> statements) throws SQLException {
        if (engine.canDefer()) {
            engine.defer(new DeferredTables(word, otherwise, statements));
            return;
        }
        for (String statement : statements.get()) {
            session.make(statement);
        }
    }

    /** Events with their day, which is that of their file, so that it need not be found out from each one's time. */
    private String eventsByDay(List<ArchivedFile> files) {
        if (files.isEmpty() || copyAll) {
            return QuestionTables.EVENTS_BY_DAY;
        }
        List<PayloadColumn> columns = List.of(PayloadColumn.values());
        return alike(files, ArchivedFile::version)
                .map(group -> "SELECT type, ts, data" + select(columns, group.get(0)) + ", " + DAY + " AS day FROM "
                        + withFileNames(group))
                .collect(Collectors.joining(" UNION ALL ", "CREATE VIEW carto.events_by_day AS ", ""));
    }

    private static Stream<List<ArchivedFile>> alike(List<ArchivedFile> files, Function<ArchivedFile, Object> manner) {
        return files.stream()
                .collect(Collectors.groupingBy(manner, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream();
    }

    private static String select(List<PayloadColumn> columns, ArchivedFile file) {
        return columns.stream()
                .map(column -> ", " + column.selectFrom(file.version()))
                .collect(Collectors.joining());
    }

    private static String parquet(List<ArchivedFile> files) {
        return SourceSql.parquet(files.stream().map(ArchivedFile::path).toList());
    }

    private static String withFileNames(List<ArchivedFile> files) {
        return parquet(files).replaceFirst("\\)$", ", filename=true)");
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
            session.make("CREATE VIEW " + name + " AS SELECT *" + seen + " FROM (" + none(shape, List.of()) + ")");
            return;
        }
        String key = Quoted.identifier(shape.columns().get(0).name());
        String columns = shape.columns().stream()
                .map(column -> Quoted.identifier(column.name()))
                .collect(Collectors.joining(", "));
        String source = withFileNames(files);
        session.make("CREATE " + (copyAll ? "TABLE " : "VIEW ") + name + " AS SELECT " + columns
                + ", first_seen, last_seen FROM (SELECT "
                + columns + ", day, min(day) OVER person AS first_seen, max(day) OVER person AS last_seen FROM (SELECT "
                + columns + ", " + DAY + " AS day FROM " + source + ") WINDOW person AS (PARTITION BY " + key
                + ")) WHERE day = last_seen");
    }

    private static String none(TableShape shape, List<PayloadColumn> further) {
        Stream<String> own = shape.columns().stream()
                .map(column -> "CAST(NULL AS "
                        + (column.kind() == Kind.NUMBER
                                ? "BIGINT"
                                : column.kind().type()) + ") AS "
                        + Quoted.identifier(column.name()));
        Stream<String> texts = further.stream().map(column -> "CAST(NULL AS VARCHAR) AS " + column.columnName());
        return Stream.concat(own, texts).collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
}
