package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.duckdb.internal.ArchiveTables;
import io.github.cartoactivity.duckdb.internal.ArchivedFile;
import io.github.cartoactivity.duckdb.internal.Engine;
import io.github.cartoactivity.duckdb.internal.EngineLaunch;
import io.github.cartoactivity.duckdb.internal.Loader;
import io.github.cartoactivity.duckdb.internal.LogLoader;
import io.github.cartoactivity.duckdb.internal.archive.ArchiveReader;
import io.github.cartoactivity.duckdb.query.AuditQueries;
import io.github.cartoactivity.duckdb.query.ContentQueries;
import io.github.cartoactivity.duckdb.query.EngagementQueries;
import io.github.cartoactivity.duckdb.query.QuotaQueries;
import io.github.cartoactivity.duckdb.query.WarehouseQueries;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Activity Data that answers SQL, locally. The tables are those of CARTO's command-line tool, so that any statement
 * written for {@code carto activity query} runs unchanged:
 *
 * <ul>
 *   <li>{@code activity}: type VARCHAR, ts TIMESTAMP (UTC), data VARCHAR (the payload's JSON as received)
 *   <li>{@code apiUsage}: ts TIMESTAMP, user_id, metric, amount, quota_usage_weight (exact numbers), map_id,
 *       workflow_id
 *   <li>{@code userList}: user_id, email, created_at TIMESTAMP, role, group_ids VARCHAR[]
 *   <li>{@code groupList}: group_id, group_alias
 * </ul>
 *
 * <p>Beside them {@code events} is {@code activity} with what is asked for often out of the payload as further columns:
 * user_id, map_id, workflow_id, connection_id, provider, status, error, all VARCHAR, null where the payload has no such
 * text. The error of a failed run may be anything; it is its JSON where it is no text.
 *
 * <p>A table that no file was given for is empty. Columns that a file does not have are null, further ones are not
 * part of the tables.
 *
 * <pre>{@code
 * try (ActivityDatabase database = ActivityDatabase.open(Path.of("downloads"))) {
 *     System.out.println(database.sql("SELECT COUNT(*) AS total_events FROM activity").json());
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. {@link #close()} stops what runs and removes the private directory; files that were
 * opened stay as they are. Parquet files of events are read in place, by every statement, so they have to stay where
 * they are; everything else is copied while opening.
 *
 * <p>DuckDB runs in UTC whatever the machine's zone, loads no extension, opens no connection to anywhere, and writes
 * nothing outside the private directory unless a statement says so.
 */
public final class ActivityDatabase implements AutoCloseable {
    private final Engine engine;
    private final List<TableContents> contents;
    private final AtomicInteger logs = new AtomicInteger();

    private ActivityDatabase(Engine engine, List<TableContents> contents) {
        this.engine = engine;
        this.contents = contents;
    }

    /**
     * Opens an export. Rows outside the days that a file's job was asked for are left out and counted.
     *
     * @param export a finished export, its files still in place
     * @return the database, to be closed
     * @throws DataFileException if a file is broken or not the table it should be
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(Export export) {
        return open(export, DatabaseOptions.defaults());
    }

    /**
     * Opens an export with options.
     *
     * @param export a finished export, its files still in place
     * @param options how the database behaves
     * @return the database, to be closed
     * @throws DataFileException if a file is broken or not the table it should be
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(Export export, DatabaseOptions options) {
        return open(options, engine -> Loader.load(engine, export));
    }

    /**
     * Opens files, for example those that somebody downloaded in the CARTO Workspace. Which table a file is, is seen
     * from its columns, never from its name; CSV (also gzip) and Parquet may be mixed, and a table may have several
     * files. A directory stands for all files in it, at any depth up to 8, whose names end in {@code .csv},
     * {@code .csv.gz} or {@code .parquet}. A file that is found twice counts once. Lists of users or groups are
     * snapshots: of an id that is in several files, the row of the last one counts.
     *
     * <p>Events and usage have no ids, so rows that were exported twice would count twice. Refused are a table in both
     * formats side by side ({@code activity-1.csv} and {@code activity-1.parquet}), and days that are in two files, or in
     * the files of two directories, with the same rows: copies, both formats, ranges that overlap. Not noticed are
     * overlapping exports whose rows are cut into files in different ways and lie in one directory, and days of which one
     * export has more rows than the other because it was made later. {@link #open(Export)} has none of these cares.
     *
     * @param filesOrDirectories where they are
     * @return the database, to be closed
     * @throws DataFileException if a file is missing, broken, or none of the four tables, or if there are directories only
     *     and no data file in any of them
     * @throws RepeatedRowsException if the same rows are in two of them
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(Path... filesOrDirectories) {
        return open(List.of(filesOrDirectories));
    }

    /**
     * Opens files, as {@link #open(Path...)} does.
     *
     * @param filesOrDirectories where they are
     * @return the database, to be closed
     * @throws DataFileException if a file is missing, broken, or none of the four tables, or if there are directories only
     *     and no data file in any of them
     * @throws RepeatedRowsException if the same rows are in two of them
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(Collection<Path> filesOrDirectories) {
        return open(filesOrDirectories, DatabaseOptions.defaults());
    }

    /**
     * Opens files with options.
     *
     * @param filesOrDirectories where they are
     * @param options how the database behaves
     * @return the database, to be closed
     * @throws DataFileException if a file is missing, broken, or none of the four tables, or if there are directories only
     *     and no data file in any of them
     * @throws RepeatedRowsException if the same rows are in two of them
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(Collection<Path> filesOrDirectories, DatabaseOptions options) {
        List<Path> paths = List.copyOf(filesOrDirectories);
        return open(options, engine -> Loader.load(engine, paths));
    }

    /**
     * Opens an archive, with the days that it has now; days that a sync adds later are seen when it is opened again.
     * Events are not copied: every statement reads the files that it needs, and no day is ever seen half-written. Usage is,
     * when it is first asked for, as long as it has no more than a million rows, and for typed questions who has which
     * address and role.
     *
     * <p>{@code userList} and {@code groupList} are the newest snapshots. Beside them, {@code userListHistory} and
     * {@code groupListHistory} have everybody who was in any snapshot, as they were last seen, with the DATE columns
     * first_seen and last_seen.
     *
     * @param archive the archive
     * @return the database, to be closed
     * @throws DataFileException if the end of a file shows that it is damaged
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(ActivityArchive archive) {
        return open(archive, DatabaseOptions.defaults());
    }

    /**
     * Opens an archive with options, as {@link #open(ActivityArchive)} does.
     *
     * @param archive the archive
     * @param options how the database behaves
     * @return the database, to be closed
     * @throws DataFileException if the end of a file shows that it is damaged
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(ActivityArchive archive, DatabaseOptions options) {
        return open(archive, day -> true, options);
    }

    /**
     * Opens some days of an archive, as {@link #open(ActivityArchive)} does. Users and groups are there as in the whole
     * archive.
     *
     * @param archive the archive
     * @param range the days of events and usage to see; those that the archive does not have are just not there
     * @param options how the database behaves
     * @return the database, to be closed
     * @throws DataFileException if the end of a file shows that it is damaged
     * @throws DatabaseException if the database cannot be made
     */
    public static ActivityDatabase open(ActivityArchive archive, DateRange range, DatabaseOptions options) {
        Predicate<LocalDate> wanted = day -> !day.isBefore(range.from()) && day.isBefore(range.toExclusive());
        return open(archive, wanted, options);
    }

    private static ActivityDatabase open(
            ActivityArchive archive, Predicate<LocalDate> wanted, DatabaseOptions options) {
        EngineLaunch launch = EngineLaunch.begin(options);
        Map<ExportCategory, List<ArchivedFile>> files;
        try {
            files = new ArchiveReader(archive.layout()).files(wanted);
        } catch (RuntimeException | Error e) {
            launch.abandon(e);
            throw e;
        }
        return filled(launch.engine(), engine -> ArchiveTables.load(engine, files));
    }

    private static ActivityDatabase open(DatabaseOptions options, Function<Engine, List<TableContents>> fill) {
        return filled(Engine.start(options), fill);
    }

    private static ActivityDatabase filled(Engine engine, Function<Engine, List<TableContents>> fill) {
        try {
            List<TableContents> contents = fill.apply(engine);
            engine.filled();
            return new ActivityDatabase(engine, contents);
        } catch (RuntimeException | Error e) {
            try {
                engine.close();
            } catch (DatabaseException notClosed) {
                e.addSuppressed(notClosed);
            }
            throw e;
        }
    }

    /**
     * A statement. It runs when its answer is read.
     *
     * @param statement SQL as DuckDB understands it, with {@code ?} for values
     * @return the statement
     */
    public SqlQuery sql(String statement) {
        return new SqlQuery(engine, statement);
    }

    /**
     * Questions about who uses CARTO, how often, and for what.
     *
     * @return typed questions over this database
     */
    public EngagementQueries engagement() {
        return new EngagementQueries(this);
    }

    /**
     * Questions about maps, workflows and data.
     *
     * @return typed questions over this database
     */
    public ContentQueries content() {
        return new ContentQueries(this);
    }

    /**
     * Questions about what uses the quota.
     *
     * @return typed questions over this database
     */
    public QuotaQueries quota() {
        return new QuotaQueries(this);
    }

    /**
     * Questions of an auditor.
     *
     * @return typed questions over this database
     */
    public AuditQueries audit() {
        return new AuditQueries(this);
    }

    /**
     * Questions about the queries that CARTO sent to a warehouse, answered from the warehouse's own query log. The log is
     * read now, into a table beside the others, where it stays until the answer or this database is closed. Several may
     * be open at once.
     *
     * <pre>{@code
     * try (WarehouseQueries warehouse = database.warehouse(WarehouseLog.of(Path.of("jobs.csv")))) {
     *     warehouse.byWorkflow(range, Top.of(10)).list().forEach(System.out::println);
     * }
     * }</pre>
     *
     * <p>A locked database reads no log: everybody who may ask it could read it. Open another one over the same data for
     * the program's own questions.
     *
     * @param log where it is
     * @return typed questions over the log and this database, to be closed
     * @throws DataFileException if a file is missing, broken, or no query log; the context has the row where there is one
     * @throws DatabaseException if the database is locked, or the table cannot be made
     */
    public WarehouseQueries warehouse(WarehouseLog log) {
        int number = logs.incrementAndGet();
        String catalog = number == 1 ? "warehouse" : "warehouse_" + number;
        return new WarehouseQueries(this, new LoadedLog(LogLoader.load(engine, log, catalog)));
    }

    /**
     * What the tables were filled with.
     *
     * @return one entry per table, in the order of {@link ExportCategory}
     */
    public List<TableContents> contents() {
        return contents;
    }

    /** Stops all statements and removes the private directory. Further calls do nothing. */
    @Override
    public void close() {
        engine.close();
    }
}
