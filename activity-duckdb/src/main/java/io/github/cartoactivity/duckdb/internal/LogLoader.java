package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.LogContents;
import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.duckdb.Warehouse;
import io.github.cartoactivity.duckdb.WarehouseLog;
import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a query log into a table. It lives in a database file of its own in the private directory, attached to the
 * instance, so that it takes no memory, is never part of a file that the caller keeps, and can be let go by itself.
 */
public final class LogLoader {
    private static final int LONGEST_SQL = 10_000;

    private final Session session;
    private final String catalog;

    private LogLoader(Session session, String catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /**
     * Reads a log.
     *
     * @param engine where to
     * @param log where it is
     * @param catalog what the table's database is to be called; a plain word
     * @return the table, to be closed
     */
    public static LogTable load(Engine engine, WarehouseLog log, String catalog) {
        if (engine.options().isWithoutFiles()) {
            throw new DatabaseException(
                    ErrorDetails.of(
                            "A database that is locked or without files reads no query log",
                            "Open another database over the same data for questions of your own"),
                    null);
        }
        Path file = engine.privateFile(catalog + ".duckdb");
        try (Session session = engine.loadingSession()) {
            session.run("ATTACH " + Quoted.literal(file.toString()) + " AS " + catalog);
            try {
                LogContents contents = new LogLoader(session, catalog).read(log);
                return new LogTable(engine, catalog, file, contents);
            } catch (SQLException | RuntimeException | Error e) {
                LogTable.remove(session, catalog, file);
                throw e;
            }
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new QueryCancelledException(ErrorDetails.of("Interrupted while reading a query log", ""), e);
            }
            throw new DatabaseException(
                    ErrorDetails.of("The query log could not be made a table: " + QueryErrors.clean(e), ""), e);
        }
    }

    private LogContents read(WarehouseLog log) throws SQLException {
        Spellings.define(session);
        for (String macro : LogSql.MACROS) {
            session.run("CREATE OR REPLACE TEMP MACRO " + macro);
        }
        List<LogFile> files = files(log);
        session.run("CREATE TABLE " + catalog + ".staged (row BIGINT, chunk BIGINT, is_query BOOLEAN, text VARCHAR,"
                + " has_text BOOLEAN, cut BOOLEAN, ts TIMESTAMP, id VARCHAR, parent_id VARCHAR, warehouse_user VARCHAR,"
                + " calls BIGINT, bytes BIGINT, billed_bytes BIGINT, micros BIGINT, failed BOOLEAN)");
        session.run("CREATE TABLE " + catalog + ".trails (" + LogTrails.COLUMNS + ")");
        for (LogFile file : files) {
            stage(file);
        }
        new LogTrails(session, catalog).find();
        leaveOut();
        session.run("CREATE TABLE " + catalog + ".queries AS SELECT id AS query_id, ts, warehouse_user, calls, bytes,"
                + " billed_bytes, micros, failed, t.* EXCLUDE (row), CASE WHEN trails IS NOT NULL THEN left(text, "
                + LONGEST_SQL + ") END AS sql FROM " + catalog + ".staged s LEFT JOIN " + catalog
                + ".trails t ON s.row = t.row WHERE is_query AND s.row NOT IN (SELECT row FROM " + catalog
                + ".left_out)");
        LogContents contents = contents(files);
        for (String table : List.of("staged", "trails", "left_out")) {
            session.run("DROP TABLE " + catalog + "." + table);
        }
        return contents;
    }

    private List<LogFile> files(WarehouseLog log) {
        LogProbe probe = new LogProbe(session, log.warehouse());
        List<LogFile> files = new ArrayList<>();
        for (Path path : FileScan.of(log.files(), LogProbe.ENDINGS)) {
            LogFile file = probe.file(path);
            files.add(file);
            Warehouse first = files.get(0).shape().warehouse();
            if (file.shape().warehouse() != first) {
                throw new DataFileException(
                        path,
                        ErrorDetails.of(
                                "The file is a log of " + file.shape().warehouse() + ", but the one before it is of "
                                        + first,
                                "Read the logs of two warehouses one by one"),
                        null);
            }
        }
        if (files.isEmpty()) {
            throw new DatabaseException(
                    ErrorDetails.of(
                            "There is no query log in " + log.files(),
                            "Name its files, or a directory with files that end in "
                                    + String.join(", ", LogProbe.ENDINGS)),
                    null);
        }
        return files;
    }

    private void stage(LogFile file) throws SQLException {
        long rows = session.count("SELECT count(*) FROM " + catalog + ".staged");
        long chunks = session.count("SELECT max(chunk) + 1 FROM " + catalog + ".staged");
        LogSql sql = new LogSql(file);
        String insert = "INSERT INTO " + catalog + ".staged ";
        try {
            try {
                session.run(insert + sql.rows(rows, chunks, SourceSql.USUAL_LINE));
            } catch (SQLException e) {
                if (!String.valueOf(e.getMessage()).contains("Maximum line size")) {
                    throw e;
                }
                session.run(insert + sql.rows(rows, chunks, SourceSql.LONGEST_LINE));
            }
        } catch (SQLException e) {
            throw LogErrors.of(file.path(), e, session.watch());
        }
    }

    /** Rows that stand for what another row stands for. */
    private void leaveOut() throws SQLException {
        String staged = catalog + ".staged WHERE is_query";
        session.run(
                "CREATE TABLE " + catalog + ".left_out AS SELECT row, true AS repeated FROM (SELECT row, min(row) OVER"
                        + " (PARTITION BY id, ts) AS first FROM " + staged + " AND id IS NOT NULL) WHERE row > first");
        session.run("INSERT INTO " + catalog + ".left_out SELECT row, false FROM " + staged
                + " AND parent_id <> id AND parent_id IN (SELECT id FROM " + staged + " AND id IS NOT NULL)"
                + " AND row NOT IN (SELECT row FROM " + catalog + ".left_out)");
    }

    private LogContents contents(List<LogFile> files) throws SQLException {
        String kept = "is_query AND l.row IS NULL";
        try (Cursor cursor =
                session.cursor("SELECT count(*), count(*) FILTER (NOT is_query), count(*) FILTER (NOT repeated),"
                        + " count(*) FILTER (repeated), count(*) FILTER (" + kept + "), count(*) FILTER (" + kept
                        + " AND NOT has_text), count(*) FILTER (" + kept + " AND ts IS NULL), count(*) FILTER (" + kept
                        + " AND cut), count(*) FILTER (" + kept + " AND trails IS NOT NULL), count(*) FILTER (" + kept
                        + " AND truncated), count(*) FILTER (" + kept + " AND trails > 1), count(*) FILTER (" + kept
                        + " AND other_keys > 0) FROM " + catalog + ".staged s LEFT JOIN " + catalog
                        + ".left_out l ON l.row = s.row"
                        + " LEFT JOIN " + catalog + ".trails t ON t.row = s.row")) {
            cursor.advance();
            long[] counts = new long[12];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = cursor.value(i) instanceof Number number ? number.longValue() : 0;
            }
            return new LogContents(
                    files.get(0).shape().warehouse(),
                    files.size(),
                    counts[0],
                    counts[1],
                    counts[2],
                    counts[3],
                    counts[4],
                    counts[5],
                    counts[6],
                    counts[7],
                    counts[8],
                    counts[9],
                    counts[10],
                    counts[11]);
        }
    }
}
